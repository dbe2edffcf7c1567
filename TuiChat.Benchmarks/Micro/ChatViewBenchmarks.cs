using System.Text;
using BenchmarkDotNet.Attributes;
using TuiChat.Benchmarks.Screens;
using TuiChat.Terminal;

namespace TuiChat.Benchmarks.Micro;

/// <summary>The whole chat view at 200x50 with 12 rooms of 2,000 lines: views, timeline layout and renderer together.</summary>
public class ChatViewBenchmarks : IDisposable
{
    readonly KeyPressed _letter = new(Key.Of(new Rune('a')));
    readonly KeyPressed _clear = new(Key.Parse("Ctrl+U"));
    readonly KeyPressed _up = new(Key.Parse("PageUp"));
    readonly KeyPressed _nextRoom = new(Key.Parse("Ctrl+N"));
    BusyChat? _chat;
    int _typed;

    BusyChat Chat => _chat ?? throw new InvalidOperationException("There is no chat.");

    [GlobalSetup]
    public void Prepare() => _chat = new BusyChat();

    [GlobalCleanup]
    public void Dispose()
    {
        _chat?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void IdleFrame() => Chat.Application.Draw();

    [Benchmark]
    public void TypedCharacter() => Press(++_typed % 100 == 0 ? _clear : _letter);

    [Benchmark]
    public void NewMessage()
    {
        Chat.Client.Apply(Chat.NextMessage());
        Chat.Draw();
    }

    [Benchmark]
    public void PageUpInTimeline() => Press(_up);

    [Benchmark]
    public void RoomSwitch() => Press(_nextRoom);

    void Press(KeyPressed key)
    {
        Chat.Application.Handle(key);
        Chat.Draw();
    }
}
