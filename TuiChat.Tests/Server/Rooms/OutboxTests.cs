using System.Text;
using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Rooms;

namespace TuiChat.Tests.Server.Rooms;

public sealed class OutboxTests
{
    readonly LagBudget _budget = new(new LiveSettings(new ServerSettings()));
    readonly StringBuilder _sent = new();
    TaskCompletionSource? _blocked;

    [Fact]
    public void Pump_AnswersGoBeforeRoomEvents_AndShareOneWrite()
    {
        var outbox = Make();
        var log = new RoomLog();
        var cursor = log.CursorAtEnd();
        outbox.Attach(cursor);
        log.Append("event\n"u8);
        outbox.Pump();
        Assert.Equal("", _sent.ToString());

        outbox.Post(new Pong { Re = "1" });
        outbox.Post(new Pong { Re = "2" });
        cursor.Release();
        outbox.Pump();
        Assert.Equal("[{\"t\":\"pong\",\"re\":\"1\"}\n{\"t\":\"pong\",\"re\":\"2\"}\nevent\n]", _sent.ToString());
        Assert.Equal(0, _budget.Total);
    }

    [Fact]
    public async Task Pump_WhileASendWaits_QueuesAndGoesOnAfterwards()
    {
        var outbox = Make();
        _blocked = new TaskCompletionSource();
        outbox.Post(new Pong { Re = "1" });
        outbox.Pump();
        outbox.Post(new Pong { Re = "2" });
        outbox.Pump();
        var drained = outbox.WhenDrained();
        Assert.False(drained.IsCompleted);
        Assert.Equal("[{\"t\":\"pong\",\"re\":\"1\"}\n]", _sent.ToString());

        var first = _blocked;
        _blocked = null;
        first.SetResult();
        await drained.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.EndsWith("[{\"t\":\"pong\",\"re\":\"2\"}\n]", _sent.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitingBytes_WhileASendWaits_CountWhatIsBeingSent()
    {
        var outbox = Make();
        _blocked = new TaskCompletionSource();
        outbox.Post(new Pong { Re = "1" });
        outbox.Pump();
        Assert.Equal(MessageCodec.Encode(new Pong { Re = "1" }).Length, outbox.WaitingBytes);
        var drained = outbox.WhenDrained();
        Assert.False(drained.IsCompleted);
        outbox.Close(new Bye { Text = "x" }, discard: false);
        await drained.WaitAsync(TimeSpan.FromSeconds(20));
        _blocked.SetResult();
        await outbox.Closed.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Close_SendsWhatIsThereThenTheLastLine_AndNothingAfterIt()
    {
        var outbox = Make();
        var log = new RoomLog();
        var cursor = log.CursorAtEnd();
        cursor.Release();
        outbox.Attach(cursor);
        log.Append("event\n"u8);
        outbox.Post(new Pong());
        outbox.Close(new Bye { Text = "x" }, discard: false);
        log.Append("late\n"u8);
        outbox.Post(new Pong());
        outbox.Close(new Bye { Text = "y" }, discard: true);
        await outbox.Closed.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("[{\"t\":\"pong\"}\nevent\n][{\"t\":\"bye\",\"text\":\"x\"}\n]", _sent.ToString());
    }

    [Fact]
    public async Task Attach_AfterClose_BringsNothingBehindTheLastLine()
    {
        var outbox = Make();
        var log = new RoomLog();
        var held = log.CursorAtEnd();
        outbox.Attach(held);
        log.Append("event\n"u8);
        outbox.Close(new Bye { Text = "x" }, discard: false);
        await outbox.Closed.WaitAsync(TimeSpan.FromSeconds(20));
        var late = log.CursorAtEnd();
        outbox.Attach(late);
        late.Release();
        held.Release();
        log.Append("late\n"u8);
        outbox.Pump();
        Assert.Equal("[{\"t\":\"bye\",\"text\":\"x\"}\n]", _sent.ToString());
    }

    [Fact]
    public async Task Pump_WhenSendingFails_ClosesTellsAndFreesTheBudget()
    {
        var told = 0;
        var outbox = new Outbox(_ => throw new IOException("gone"), _ => { }, _budget, () => told++);
        outbox.Post(new Pong());
        outbox.Pump();
        await outbox.Closed.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.IsType<IOException>(outbox.Failure);
        Assert.Equal(1, told);
        outbox.Post(new Pong());
        Assert.Equal(0, _budget.Total);
    }

    Outbox Make() => new(SendAsync, _ => { }, _budget);

    async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _sent.Append('[').Append(Encoding.UTF8.GetString(bytes.Span)).Append(']');
        if (_blocked is not null) await _blocked.Task;
    }
}
