using TuiChat.Terminal;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Finding what was said, and saving it, with the whole client.</summary>
public sealed class SearchScreenTests : IDisposable
{
    readonly string _data = Directory.CreateTempSubdirectory("tuichat-search-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData(40, 12)]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public async Task Search_ShowsHitsAsOneTypes_AndEachInItsPlace(int width, int height)
    {
        await using var server = await TestServer.StartAsync();
        await using var ann = TestClient.Enter(server.EndPoint, "ann", data: _data, width: width, height: height);
        ann.Expect(() => ann.State.Current is { IsJoined: true }, "the room");
        for (var i = 1; i <= 30; i++) Say(ann, i == 7 ? "the harbour cat sleeps" : $"number {i}");
        ann.ExpectConfirmation();
        ann.Press("Ctrl+F");
        ann.Expect("from:NAME");
        ann.Type("harb");
        ann.Expect("1 found");
        Assert.Contains("the harbour cat sleeps", ann.Screen, StringComparison.Ordinal);
        var (x, y) = Find(ann, "harbour");
        Assert.True(ann.Terminal.StyleAt(x, y).Text.HasFlag(TextStyle.Underline), "matches are not marked by colour alone");
        ann.Press("Enter");
        ann.Expect("what this machine");
        ann.Expect("the harbour cat sleeps");
        ann.Expect("number 8");
        ann.Press("Escape");
        ann.Expect("1 found");
        ann.Press("Escape");
        ann.ExpectNot("Search:");
        Assert.Contains("number 30", ann.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_BadQuery_SaysWhy_AndOperatorsNarrow()
    {
        await using var server = await TestServer.StartAsync();
        await using var bob = TestClient.Enter(server.EndPoint, "bob");
        await using var ann = TestClient.Enter(server.EndPoint, "ann", data: _data);
        bob.Expect("▸ main");
        ann.Expect("bob");
        Say(ann, "apples from ann");
        ann.ExpectConfirmation();
        Say(bob, "apples from bob");
        ann.Expect("apples from bob");
        Say(ann, "/search apples");
        ann.Expect("2 found");
        ann.Type(" before:someday");
        ann.Expect("is no date");
        ann.Press("Ctrl+U");
        ann.Type("apples from:bo");
        ann.Press("Tab");
        ann.Expect("1 found");
        Assert.DoesNotContain("apples from ann", ann.Screen, StringComparison.Ordinal);
        ann.Press("Ctrl+U");
        ann.Expect("Type to search");
        ann.Type("nobodysaidthis");
        ann.Expect("Nothing was found");
    }

    [Fact]
    public async Task Search_GoesOnInTheRoom_AndMarksTheLine()
    {
        await using var server = await TestServer.StartAsync();
        await using var ann = TestClient.Enter(server.EndPoint, "ann", data: _data);
        ann.Expect("▸ main");
        for (var i = 1; i <= 60; i++) Say(ann, $"number {i}.");
        ann.ExpectConfirmation();
        Say(ann, "/cd lounge");
        ann.Expect("▸ lounge");
        Say(ann, "/search \"number 9\"");
        ann.Expect("1 found");
        ann.Press("Enter");
        ann.Expect("Enter goes on in the room");
        ann.Press("Enter");
        ann.Expect("▸ main");
        ann.Expect("number 9.");
        ann.Expect("r reply");
        Assert.DoesNotContain("number 60.", ann.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_RoomOfAnotherServer_IsShownReadOnly()
    {
        await using (var other = await TestServer.StartAsync())
        {
            await using var before = TestClient.Enter(other.EndPoint, "ann", data: _data);
            before.Expect("▸ main");
            Say(before, "said elsewhere");
            before.ExpectConfirmation();
        }
        await using var server = await TestServer.StartAsync();
        await using var ann = TestClient.Enter(server.EndPoint, "ann", data: _data);
        ann.Expect("▸ main");
        Say(ann, "/search elsewhere");
        ann.Expect("1 found");
        ann.Press("Enter");
        ann.Expect("read only: you are not on");
        ann.Expect("said elsewhere");
        ann.Press("Enter");
        ann.Expect("Close this and type /join");
    }

    [Fact]
    public async Task Search_PagesDown_AndReadsOnInContext()
    {
        await using var server = await TestServer.StartAsync();
        await using var ann = TestClient.Enter(server.EndPoint, "ann", data: _data);
        ann.Expect("▸ main");
        for (var i = 1; i <= 130; i++)
        {
            Say(ann, $"common {i}.");
            if (i % 10 == 0) ann.ExpectConfirmation();
        }
        Say(ann, "/history");
        ann.Expect("50+ found");
        while (!ann.Screen.Contains("130 found", StringComparison.Ordinal))
        {
            var before = ann.Screen;
            ann.Press("PageDown");
            ann.Expect(() => ann.Screen != before, "the list to go on");
        }
        ann.Press("Alt+End");
        ann.Expect("common 1.");
        ann.Press("Enter");
        ann.Expect("what this machine keeps");
        while (!ann.Screen.Contains("common 130.", StringComparison.Ordinal))
        {
            var before = ann.Screen;
            // What was read in behind the last line on the screen shows only when one goes on.
            ann.Expect(() =>
            {
                ann.Press("PageDown");
                return ann.Screen != before;
            }, "the lines to go on");
        }
    }

    [Theory]
    [InlineData("txt")]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("html")]
    public async Task Save_WritesTheRoom_AndAsksBeforeItReplaces(string ending)
    {
        await using var server = await TestServer.StartAsync();
        await using var ann = TestClient.Enter(server.EndPoint, "ann", data: _data, width: 120);
        ann.Expect("▸ main");
        Say(ann, "first to keep");
        ann.ExpectConfirmation();
        var file = Path.Combine(_data, $"room.{ending}");
        Say(ann, $"/save chat {file}");
        ann.Expect("written to");
        Assert.Contains("first to keep", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Say(ann, "second to keep");
        ann.ExpectConfirmation();
        Say(ann, $"/save chat {file}");
        ann.Expect("is there already");
        ann.Press("n");
        ann.ExpectNot("is there already");
        Assert.DoesNotContain("second to keep", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Say(ann, $"/save chat {file}");
        ann.Expect("is there already");
        ann.Press("y");
        ann.Expect(() => ann.Screen.Split("written to").Length == 3, "a second sentence");
        Assert.Contains("second to keep", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WhatCannotBeWritten_IsSaid()
    {
        await using var server = await TestServer.StartAsync();
        await using var ann = TestClient.Enter(server.EndPoint, "ann", data: _data, width: 120);
        ann.Expect("▸ main");
        Say(ann, "/save chat room.pdf");
        ann.Expect("has to end in .txt");
        ann.Press("Ctrl+U");
        Say(ann, $"/save chat {_data}/nowhere/room.txt");
        ann.Expect("cannot be written");
        Assert.Empty(Directory.EnumerateFiles(_data, "*.part", SearchOption.AllDirectories));
    }

    static (int X, int Y) Find(TestClient client, string text)
    {
        var rows = client.Screen.Split('\n');
        var y = Array.FindIndex(rows, row => row.Contains(text, StringComparison.Ordinal));
        return (rows[y].IndexOf(text, StringComparison.Ordinal), y);
    }

    static void Say(TestClient client, string text)
    {
        client.Type(text);
        client.Press("Enter");
    }
}
