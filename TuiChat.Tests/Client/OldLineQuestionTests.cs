using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;
using TuiChat.Tests.Terminal;

namespace TuiChat.Tests.Client;

/// <summary>The question about lines that waited for long comes when nobody types, and no key that was meant for the chat answers it.</summary>
public sealed class OldLineQuestionTests : IDisposable
{
    readonly FakeClock _clock = new();
    readonly ChatClient _client;
    readonly TextField _input = new();
    readonly Application _application;
    readonly ApplicationHarness _harness;
    readonly VirtualTerminal _terminal = new(new TerminalSize(40, 12));
    readonly OldLineQuestion _question;

    public OldLineQuestionTests()
    {
        _client = new ChatClient(_clock);
        _application = new Application(_terminal, _input, new ApplicationOptions { TimeProvider = _clock });
        _question = new OldLineQuestion(_application, _client);
        _harness = new ApplicationHarness(_application, _terminal);
    }

    public void Dispose()
    {
        _harness.Dispose();
        _application.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public void Ask_WhileSomebodyTypes_WaitsForAPause()
    {
        var old = TypedLongAgo("lunch?");
        _harness.Type("d");
        _question.Ask(old);
        Pass(0.5);
        _harness.Type("inner?"); // d drops, s sends, Enter does what is marked
        Pass(0.9);
        Assert.Null(_application.TopModal);
        Assert.Equal("dinner?", _input.Text);
        Pass(0.2);
        Assert.NotNull(_application.TopModal);
        Assert.Contains("Send what waited over ten minutes?", _terminal.ScreenText(), StringComparison.Ordinal); // not cut off
        Assert.Contains("main: lunch?", _terminal.ScreenText(), StringComparison.Ordinal);
        _harness.Press("d");
        Assert.Null(_application.TopModal);
        Assert.Equal(0, _client.UnsentLines);
    }

    [Fact]
    public void Ask_WhenNobodyTypes_ComesAtOnce()
    {
        _harness.Type("x");
        Pass(2);
        _question.Ask(TypedLongAgo("lunch?"));
        Assert.NotNull(_application.TopModal);
    }

    IReadOnlyList<NumberedRequest> TypedLongAgo(string text) =>
        _client.TakeUp([(new SendRequest { Room = RoomName.Main, Text = text, Cid = Guid.CreateVersion7() }, _clock.GetUtcNow() - TimeSpan.FromMinutes(11))]);

    void Pass(double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _harness.Settle();
    }
}
