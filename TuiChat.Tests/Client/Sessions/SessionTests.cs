using System.Net;
using System.Net.Sockets;
using System.Text;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.Client.Sessions;

public sealed class SessionTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Start_WithASilentServer_GivesUpWithASentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var session = Session.Start(Options((IPEndPoint)listener.LocalEndpoint) with { HelloTimeout = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);

        var end = await EndOfAsync(session);

        Assert.Equal(SessionEndKind.Unreachable, end.Kind);
        Assert.Contains("says nothing", end.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_WithAServerThatFallsSilent_TellsThatTheConnectionIsLost()
    {
        using var peer = new TlsPeer();
        var options = Options(peer.EndPoint) with { PingAfter = TimeSpan.FromMilliseconds(20), DeadAfter = TimeSpan.FromMilliseconds(60) };
        await using var session = Session.Start(options, TimeProvider.System);
        await using var stream = await peer.AcceptAsync();
        await stream.WriteAsync(MessageCodec.Encode(new Welcome { Re = "hello", V = 1, Nick = options.Nick, Name = "x", Server = "x", At = 0, MaxText = 1, Idle = 1 }));

        var end = (await WaitForAsync<SessionEvent.Waiting>(session)).End;

        Assert.Equal(SessionEndKind.Lost, end.Kind);
        Assert.Contains("no answer", end.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_BeforeDispose_IsStillWritten()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.EnterAsync("bob");
        await using (var session = Session.Start(Options(server.EndPoint), TimeProvider.System))
        {
            await WaitForAsync<SessionEvent.Entered>(session);
            session.Ask(new JoinRequest { Room = RoomName.Main }, 1);
            for (var i = 0; i < 50; i++) Assert.NotNull(session.Ask(new SendRequest { Room = RoomName.Main, Text = $"line {i}" }, 1));
        }
        for (var i = 0; i < 50; i++) Assert.Equal($"line {i}", (await bob.ReadAsync<ChatMessage>()).Text);
        bob.Dispose();
    }

    [Fact]
    public async Task Dispose_WhileConnecting_EndsAtOnce()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var session = Session.Start(Options((IPEndPoint)listener.LocalEndpoint), TimeProvider.System);
        await session.DisposeAsync();
        await session.DisposeAsync();
        Assert.Null(session.Ask(new PingRequest(), 1));
    }

    [Fact]
    public async Task Refused_Nick_EndsWithTheServersWords()
    {
        await using var server = await TestServer.StartAsync();
        await using var first = Session.Start(Options(server.EndPoint), TimeProvider.System);
        await WaitForAsync<SessionEvent.Entered>(first);
        await using var second = Session.Start(Options(server.EndPoint), TimeProvider.System);

        var end = await EndOfAsync(second);

        Assert.Equal((SessionEndKind.Refused, RefusalCode.NickTaken), (end.Kind, end.Refusal?.Code));
        Assert.NotNull(end.Refusal?.Suggest);
    }

    [Theory]
    [InlineData(RefusalCode.Stopping, true)]
    [InlineData(RefusalCode.Resumed, true)]
    [InlineData(RefusalCode.Kicked, false)]
    [InlineData(RefusalCode.Banned, false)]
    public async Task Bye_IsFollowedByAnotherTry_UnlessSomebodyMeantIt(string code, bool isTriedAgain)
    {
        using var peer = new TlsPeer();
        await using var session = Session.Start(Options(peer.EndPoint), TimeProvider.System);
        await using var stream = await peer.AcceptAsync();
        await TlsPeer.WelcomeAsync(stream);
        await TlsPeer.SendAsync(stream, $$"""{"t":"bye","code":"{{code}}","text":"go"}""");
        await WaitForAsync<SessionEvent.Entered>(session);
        if (isTriedAgain) Assert.Equal(code, (await WaitForAsync<SessionEvent.Waiting>(session)).End.Code);
        else Assert.Equal(code, (await EndOfAsync(session)).Code);
    }

    [Fact]
    public async Task Watch_AfterTheClockHasJumped_AsksAtOnce()
    {
        using var peer = new TlsPeer();
        var options = Options(peer.EndPoint) with { PingAfter = TimeSpan.FromHours(1), DeadAfter = TimeSpan.FromHours(2), DeadAfterAsking = TimeSpan.FromMilliseconds(50) };
        await using var session = Session.Start(options, new SleepyClock());
        await using var stream = await peer.AcceptAsync();
        await TlsPeer.WelcomeAsync(stream);
        await WaitForAsync<SessionEvent.Entered>(session);
        Assert.Contains("ping", await TlsPeer.ReceiveAsync(stream, "\"ping\""), StringComparison.Ordinal);
        Assert.Equal(SessionEndKind.Lost, (await WaitForAsync<SessionEvent.Waiting>(session)).End.Kind);
    }

    [Fact]
    public async Task Rooms_AreAskedForInTheHello_AndTheirAnswersFollow()
    {
        using var peer = new TlsPeer();
        var options = Options(peer.EndPoint);
        JoinRequest[] rooms = [.. Enumerable.Range(0, 40).Select(i => new JoinRequest { Room = Names.Room($"r{i}"), Since = i })];
        await using var session = Session.Start(options with { Server = "x", Rooms = rooms }, TimeProvider.System);
        await using var stream = await peer.AcceptAsync();
        using var reader = new StreamReader(stream);
        var hello = Assert.IsType<Hello>(MessageCodec.Decode(Encoding.UTF8.GetBytes(await reader.ReadLineAsync() ?? "")).Message);
        Assert.Equal(rooms.Take(Limits.MaxHelloRooms), (hello.Rooms ?? []).Select(join => join with { Id = null }));
        var id = hello.Rooms![1].Id; // there are 32
        byte[] both =
        [
            .. MessageCodec.Encode(new Welcome { Re = "hello", V = 1, Nick = options.Nick, Name = "x", Server = "x", At = 0, MaxText = 1, Idle = 1 }),
            .. MessageCodec.Encode(new Page { Re = id, Room = Names.Room("r1"), Events = [] }),
        ];
        await stream.WriteAsync(both);

        Assert.Equal(hello.Rooms, (await WaitForAsync<SessionEvent.Entered>(session)).Joining);
        Assert.Equal(hello.Rooms[1], (await WaitForAsync<SessionEvent.Answered>(session)).Request);
    }

    static SessionOptions Options(IPEndPoint server) => new() { Target = ServerTarget.Of(new ServerAddress(server.Address.ToString(), server.Port)), Nick = Names.Nick("ada") };

    static async Task<SessionEnd> EndOfAsync(Session session) => (await WaitForAsync<SessionEvent.Ended>(session)).End;

    static async Task<T> WaitForAsync<T>(Session session) where T : SessionEvent
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await foreach (var happened in session.Events.ReadAllAsync(deadline.Token))
        {
            if (happened is T wanted) return wanted;
        }
        throw new InvalidOperationException($"The session ended without {typeof(T).Name}.");
    }

    /// <summary>Whenever one looks, an hour has gone by, though nothing has happened.</summary>
    sealed class SleepyClock : TimeProvider
    {
        int _hours;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddHours(Interlocked.Increment(ref _hours));
    }
}
