using TuiChat.Protocol;
using TuiChat.Server.Storage;
using TuiChat.Tests.EndToEnd.Faults;

namespace TuiChat.Tests.Server;

/// <summary>The real server on a disk that is full or read-only: it says so, confirms nothing that it has not, and goes on when it can.</summary>
public sealed class DiskTests
{
    /// <summary>1,000 lines: more than the journal has room for when the disk is full.</summary>
    const int MostLines = 1000;

    [RequiresFact("mount", "umount", Root = true)]
    public async Task FullDisk_WhatIsSaidIsRefused_AndStoredOnceThereIsSpace()
    {
        using var disk = new SmallDisk("8m");
        var config = Path.GetTempFileName();
        await File.WriteAllTextAsync(config, """{ "requestsPerSecond": 1000000, "requestBurst": 1000000 }""");
        using var server = await ServerProcess.StartAsync(disk.Path, "--config", config);
        using var ann = await LineClient.EnterAsync(server.EndPoint, "ann");
        Assert.IsType<Done>(await ann.SayAsync("main", "ann-1 before"));
        disk.Fill();

        var confirmed = 1;
        Answer answer;
        while ((answer = await ann.SayAsync("main", $"ann-{confirmed + 1} {new string('x', 2000)}", Cid(confirmed + 1))) is Done && confirmed < MostLines) confirmed++;
        var refused = Assert.IsType<Refused>(answer);
        Assert.Equal((RefusalCode.Busy, true), (refused.Code, refused.Text.Contains("disk is full", StringComparison.Ordinal)));
        using var bob = await LineClient.EnterAsync(server.EndPoint, "bob", room: null);
        Assert.Equal(Math.Min(confirmed, Limits.DefaultJoinLines), (await bob.JoinAsync("main")).Count);
        Assert.IsType<Refused>(await bob.SayAsync("main", "bob-1 me too"));
        Assert.IsType<Refused>(await bob.AskAsync(id => new SetTopicRequest { Id = id, Room = RoomName.Main, Text = "Nothing fits" }));
        Assert.Single(server.Errors, line => line.Contains("disk is full", StringComparison.Ordinal));

        disk.Empty();
        var stored = Assert.IsType<Done>(await ann.SayAsync("main", $"ann-{confirmed + 1} after", Cid(confirmed + 1)));
        Assert.Equal(confirmed + 1, stored.Seq);
        Assert.Equal("ann-1 before", Assert.IsType<ChatMessage>((await bob.AskAsync(id => new HistoryRequest { Id = id, Room = RoomName.Main, After = 0, Limit = 1 }) as Page)!.Events[0]).Text); // a page, or the test fails
        server.Signal(15);
        Assert.Equal(0, (await server.WaitAsync()).ExitCode);
        var database = Path.Combine(disk.Path, MessageStore.FileName);
        var promises = Enumerable.Range(1, confirmed + 1).Select(number => new Promise("ann", number, "main", Fate.Once)).Append(new Promise("bob", 1, "main", Fate.Never)).ToList();
        Assert.Empty(HistoryChecker.CheckServer(KeptDatabase.ReadServer(database), promises));
        Assert.Empty(KeptDatabase.Damage(database, hasWords: false));
        File.Delete(config);
    }

    [RequiresFact("mount", "umount", Root = true)]
    public async Task FullDisk_Kill_LosesNothingThatWasConfirmed()
    {
        using var disk = new SmallDisk("8m");
        var confirmed = 0;
        using (var server = await ServerProcess.StartAsync(disk.Path))
        {
            using var ann = await LineClient.EnterAsync(server.EndPoint, "ann");
            for (; confirmed < 10; confirmed++) Assert.IsType<Done>(await ann.SayAsync("main", $"ann-{confirmed + 1}"));
            disk.Fill();
            while (await ann.SayAsync("main", $"ann-{confirmed + 1} {new string('x', 4000)}") is Done) confirmed++;
            await server.KillAsync();
        }
        // The journal of the dead one is there, so there is nothing to be written before there is something said.
        using var again = await ServerProcess.StartAsync(disk.Path);
        using var bob = await LineClient.EnterAsync(again.EndPoint, "bob", room: null);
        Assert.Equal(confirmed, (await bob.JoinAsync("main", lines: 200)).Count);
        Assert.IsType<Refused>(await bob.SayAsync("main", "bob-1"));
        disk.Empty();
        Assert.IsType<Done>(await bob.SayAsync("main", "bob-2"));
        await again.KillAsync();
        Assert.Empty(KeptDatabase.Damage(Path.Combine(disk.Path, MessageStore.FileName), hasWords: false));
    }

    [RequiresFact("mount", "umount", Root = true)]
    public async Task FullDisk_AtFirstStart_IsSaidAndEndsWith3()
    {
        using var disk = new SmallDisk("1m");
        disk.Fill();
        var (exitCode, output, error) = await ServerProcess.RunAsync("--bind", "127.0.0.1", "--port", "0", "--data", disk.Path);
        Assert.Equal((TuiChat.Server.ExitCodes.Unusable, ""), (exitCode, output));
        Assert.Equal($"tuichat-server: The disk of the data folder {disk.Path} is full. Make room or choose another with --data.", error.Trim());
    }

    [RequiresFact("mount", "umount", Root = true)]
    public async Task ReadOnlyFolder_AtStart_IsSaidAndEndsWith3()
    {
        using var disk = new SmallDisk("8m");
        using (var server = await ServerProcess.StartAsync(disk.Path))
        {
            server.Signal(15);
            await server.WaitAsync();
        }
        disk.Remount("ro");
        var (exitCode, output, error) = await ServerProcess.RunAsync("--bind", "127.0.0.1", "--port", "0", "--data", disk.Path);
        Assert.Equal((TuiChat.Server.ExitCodes.Unusable, ""), (exitCode, output));
        Assert.Equal($"tuichat-server: The data folder {disk.Path} is read-only. Change that or choose another with --data.", error.Trim());
        var inside = Path.Combine(disk.Path, "new");
        (exitCode, _, error) = await ServerProcess.RunAsync("--bind", "127.0.0.1", "--port", "0", "--data", inside);
        Assert.Equal((TuiChat.Server.ExitCodes.Unusable, $"tuichat-server: The data folder {inside} cannot be made. Choose another with --data."), (exitCode, error.Trim()));
        disk.Remount("rw");
        using var again = await ServerProcess.StartAsync(disk.Path);
        await again.KillAsync();
    }

    static Guid Cid(int number) => new(number, 0, 0, new byte[8]);
}
