using System.Buffers;
using BenchmarkDotNet.Attributes;
using TuiChat.Protocol;

namespace TuiChat.Benchmarks.Micro;

/// <summary>One line in, one line out.</summary>
public class CodecBenchmarks
{
    readonly ArrayBufferWriter<byte> _output = new(1024);
    readonly byte[] _send = """{"t":"send","id":"17","room":"main","text":"lorem ipsum dolor sit amet","cid":"0193a5c0-0000-7000-8000-000000000001"}"""u8.ToArray();
    Message _message = new Pong();

    [GlobalSetup]
    public void Prepare() => _message = MessageCodec.Decode(
        """{"t":"msg","room":"main","seq":17,"at":1772373720000,"from":"ada","text":"lorem ipsum dolor sit amet","cid":"0193a5c0-0000-7000-8000-000000000001"}"""u8).Message
        ?? throw new InvalidOperationException("The example cannot be read.");

    [Benchmark]
    public object? DecodeSend() => MessageCodec.Decode(_send).Message;

    [Benchmark]
    public int EncodeMessage()
    {
        _output.ResetWrittenCount();
        MessageCodec.Encode(_output, _message);
        return _output.WrittenCount;
    }
}
