using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.Server.Rooms;

public sealed class GapFillerTests
{
    readonly Room _room = NewRoom();

    [Fact]
    public async Task Fill_AfterAReadThatFailed_TriesAgain()
    {
        var isBroken = true;
        var failed = new TaskCompletionSource();
        Task<IReadOnlyList<NumberedEvent>?> ReadAsync(HistoryQuery query)
        {
            if (!isBroken) return Task.FromResult<IReadOnlyList<NumberedEvent>?>([Event(1), Event(2)]);
            failed.SetResult();
            throw new IOException("broken");
        }
        var gaps = new GapFiller(ReadAsync);
        gaps.Fill(_room, 2);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await gaps.WhenIdle();

        isBroken = false;
        gaps.Fill(_room, 2);
        await gaps.WhenIdle();
        Assert.Equal(2, _room.Head);
    }

    [Fact]
    public async Task Fill_WhatTheStoreDoesNotHave_Ends()
    {
        var gaps = new GapFiller(_ => Task.FromResult<IReadOnlyList<NumberedEvent>?>([Event(7)]));
        gaps.Fill(_room, 7);
        await gaps.WhenIdle().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, _room.Head);
    }

    static Notice Event(long seq) => new() { Room = RoomName.Main, Seq = seq, At = 0, Text = "x" };

    static Room NewRoom()
    {
        var settings = new LiveSettings(new ServerSettings());
        return new Room(RoomName.Main, "", 0, new RoomServices(settings, new LagBudget(settings), TimeProvider.System));
    }
}
