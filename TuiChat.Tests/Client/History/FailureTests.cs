using TuiChat.History;
using static TuiChat.Tests.Client.History.HistoryFixture;

namespace TuiChat.Tests.Client.History;

/// <summary>Whatever is wrong with the disk or the file is said once, and the rest goes on.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task Open_NewerSchema_IsRefusedAndLeftAlone()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1));
        fixture.History.Dispose();
        fixture.Execute("PRAGMA user_version = 1000");
        fixture.Reopen();

        Assert.Contains("newer TuiChat", (await fixture.NoticeAsync()).Text, StringComparison.Ordinal);
        fixture.Keep(Line(2));
        Assert.Equal(HistoryPage.Empty, await fixture.ReadAsync());
        Assert.False(fixture.History.Notices.TryRead(out _));
        fixture.Execute($"PRAGMA user_version = {HistoryMigrations.Steps.Count}");
        fixture.Reopen();
        Assert.Single((await fixture.ReadAsync()).Lines);
    }

    [Fact]
    public async Task Open_DatabaseOfAnotherProgram_IsLeftAlone()
    {
        using var fixture = new HistoryFixture();
        fixture.History.Dispose();
        fixture.Execute("PRAGMA application_id = 7");
        fixture.Reopen();
        Assert.Contains("another program", (await fixture.NoticeAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileThatIsNoDatabase_IsMovedAsideAndANewOneBegun()
    {
        using var fixture = new HistoryFixture();
        fixture.History.Dispose();
        File.WriteAllText(fixture.File, new string('x', 5000));
        fixture.Reopen();

        var notice = await fixture.NoticeAsync();
        Assert.True(notice.IsError);
        Assert.Contains("was damaged", notice.Text, StringComparison.Ordinal);
        fixture.Keep(Line(1));
        Assert.Single((await fixture.ReadAsync()).Lines);
        Assert.Equal(new string('x', 5000), File.ReadAllText(Assert.Single(Directory.EnumerateFiles(fixture.Folder, "*.damaged-*"), path => !path.EndsWith("-wal", StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal))));
        Assert.False(fixture.History.Notices.TryRead(out _));
    }

    [Fact]
    public async Task Damage_WhileRunning_IsMovedAsideByOneOfTwoClients()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep([.. Enumerable.Range(1, 2000).Select(seq => Line(seq, new string('y', 200)))]);
        await fixture.History.FlushAsync();
        var other = fixture.Open();
        await other.FlushAsync();
        fixture.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var file = new FileStream(fixture.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = 4096;
            var noise = new byte[file.Length - 4096];
            new Random(1).NextBytes(noise);
            file.Write(noise);
        }
        fixture.Keep(Line(3001));
        await fixture.History.FlushAsync();
        Assert.True(other.Keep(Main, [Line(3002)]));
        await other.FlushAsync();

        Assert.Contains("was damaged", (await fixture.NoticeAsync()).Text, StringComparison.Ordinal);
        Assert.False(other.Notices.TryRead(out var second), second?.Text);
        Assert.Equal([3001, 3002], (await fixture.ReadAsync()).Lines.Select(line => line.Seq));
    }

    [Fact]
    public async Task Folder_ThatCannotBeMade_IsSaidOnce()
    {
        var file = Path.GetTempFileName();
        using (var history = LocalHistory.Open(Path.Combine(file, "data"), new RetentionOptions(), TimeProvider.System))
        {
            Assert.True(history.Keep(Main, [Line(1)]));
            await history.FlushAsync();
            Assert.True(history.Notices.TryRead(out var notice));
            Assert.True(notice.IsError);
            Assert.Equal(HistoryPage.Empty, await history.ReadBeforeAsync(Main.Server, Main.Name, long.MaxValue, 1));
            Assert.Empty(await history.AdoptAsync("6f1c", "ann"));
            Assert.False(history.Notices.TryRead(out _));
        }
        File.Delete(file);
    }

    [RequiresFact("mount", "umount", Root = true)]
    public async Task ReadOnlyFolder_IsSaidOnceAndNothingBreaks()
    {
        using var disk = new SmallDisk("4m");
        using (var before = LocalHistory.Open(disk.Path, new RetentionOptions(), TimeProvider.System))
        {
            Assert.True(before.Keep(Main, [Line(1)]));
            await before.FlushAsync();
        }
        disk.Remount("ro");
        using (var history = LocalHistory.Open(disk.Path, new RetentionOptions(), TimeProvider.System))
        {
            Assert.True(history.Keep(Main, [Line(2)]));
            await history.FlushAsync();
            Assert.True(history.Notices.TryRead(out var notice));
            Assert.Contains("read-only", notice.Text, StringComparison.OrdinalIgnoreCase);
        }
        disk.Remount("rw");
        using var after = LocalHistory.Open(disk.Path, new RetentionOptions(), TimeProvider.System);
        await after.FlushAsync();
        Assert.Single((await after.ReadBeforeAsync(Main.Server, Main.Name, long.MaxValue, 10)).Lines);
    }

    [RequiresFact("mount", "umount", Root = true)]
    public async Task FullDisk_IsSaidOnceAndWhatWasTypedIsWrittenLater()
    {
        using var disk = new SmallDisk("2m");
        using var history = LocalHistory.Open(disk.Path, new RetentionOptions(), new Server.ManualTime());
        Assert.True(history.Keep(Main, [Line(1)]));
        await history.FlushAsync();
        disk.Fill();
        var line = new WaitingLine(Guid.CreateVersion7(), "6f1c", "ann", DateTimeOffset.UnixEpoch, "{}");
        Assert.True(history.Keep(Main, [.. Enumerable.Range(2, 500).Select(seq => Line(seq, new string('x', 1000)))]));
        Assert.True(history.Wait(line));
        await history.FlushAsync();
        Assert.True(history.Notices.TryRead(out var notice));
        Assert.True(notice.IsError);
        Assert.Contains("full", notice.Text, StringComparison.Ordinal);
        Assert.True(history.Keep(Main, [Line(600, new string('x', 100_000))]));
        await history.FlushAsync();
        Assert.False(history.Notices.TryRead(out _));

        disk.Empty();
        Assert.True(history.Keep(Main, [Line(2)]));
        await history.FlushAsync();
        Assert.True(history.Notices.TryRead(out notice));
        Assert.False(notice.IsError);
        Assert.Equal([new SeqRange(1, 2)], (await history.ReadBeforeAsync(Main.Server, Main.Name, long.MaxValue, 10)).Ranges);
        Assert.Equal([line], await history.AdoptAsync("6f1c", "ann"));
    }
}
