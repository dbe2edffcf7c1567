using System.Globalization;
using TuiChat.History;
using static TuiChat.Tests.Client.History.HistoryFixture;

namespace TuiChat.Tests.Client.History;

/// <summary>A program that writes line after line into a history and prints each number once it is written, until it is killed.</summary>
static class HistoryPeer
{
    public static async Task<int> RunAsync(string folder, string from)
    {
        using var history = LocalHistory.Open(folder, new RetentionOptions(), TimeProvider.System);
        for (var seq = long.Parse(from, CultureInfo.InvariantCulture) + 1; ; seq++)
        {
            history.Keep(Main, [Line(seq, $"killable {seq}")]);
            if (seq % 3 == 0) history.Wait(new WaitingLine(Guid.CreateVersion7(), Main.Server, "ann", DateTimeOffset.UtcNow, "{}"));
            if (seq % 5 != 0) continue;
            await history.FlushAsync();
            Console.WriteLine(seq.ToString(CultureInfo.InvariantCulture));
        }
    }
}
