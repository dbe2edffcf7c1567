using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Benchmarks.Load;
using TuiChat.Protocol;
using TuiChat.Server.Storage;

namespace TuiChat.Benchmarks.Micro;

/// <summary>Durable appends, 256 that wait together; figures per line.</summary>
public class StoreBenchmarks : IDisposable
{
    const int Together = 256;

    readonly Task<AppendResult>[] _waiting = new Task<AppendResult>[Together];
    TemporaryFolder? _folder;
    MessageStore? _store;

    [GlobalSetup]
    public void Prepare()
    {
        _folder = new TemporaryFolder();
        _store = MessageStore.Open(_folder.Path, Together * 2, static _ => { }, TimeProvider.System, NullLoggerFactory.Instance);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _store?.Dispose();
        _folder?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Together)]
    public long Append()
    {
        for (var i = 0; i < Together; i++) _waiting[i] = _store?.AppendAsync(Draft()) ?? throw new InvalidOperationException("There is no store.");
        return Task.WhenAll(_waiting).GetAwaiter().GetResult()[^1].Seq;
    }

    static EventDraft Draft() =>
        Nickname.TryParse("ada", out var nick, out var problem)
            ? new EventDraft(RoomName.Main, EventDraft.Message, nick, "lorem ipsum dolor sit amet") { Cid = Guid.CreateVersion7() }
            : throw new ScenarioException(problem);
}
