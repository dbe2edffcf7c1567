using System.Globalization;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Servers;

/// <summary>Memory of the server for somebody who is connected and silent.</summary>
static class IdleMemory
{
    const int Wanted = 5000, SpareDescriptors = 200, RoomSize = 50;

    static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    /// <summary>Resident memory before, with all connected, and with all of as many again in rooms.</summary>
    public static IEnumerable<Figure> Run()
    {
        var possible = Math.Min(Wanted, (MaxDescriptors() - SpareDescriptors) / 2);
        using var session = new LoadSession();
        session.Loop.PollFor(Rest);
        var before = session.Server.ResidentBytes;
        for (var i = 0; i < possible; i++) session.Enter(null);
        session.Settle();
        session.Loop.PollFor(Rest);
        var connected = session.Server.ResidentBytes;
        var note = $"{possible:#,0} connections; resident {Megabytes(before)} before, {Megabytes(connected)} after, no collection forced";
        yield return new Figure("connected, in no room", (connected - before) / possible / 1000, "kB", Target.AtMost(7), note);
        for (var i = 0; i < possible; i++) session.Enter(new LoadRoom($"room{i / RoomSize}"));
        session.Settle();
        session.Loop.PollFor(Rest);
        var joined = session.Server.ResidentBytes;
        yield return new Figure("connected, in a room of 50", (joined - connected) / possible / 1000, "kB", null, $"{possible:#,0} more; resident {Megabytes(joined)}");
    }

    static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");

    static int MaxDescriptors()
    {
        var limit = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        return int.TryParse(limit.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], CultureInfo.InvariantCulture, out var most) ? most : int.MaxValue;
    }
}
