using System.Net;
using BenchmarkDotNet.Attributes;
using TuiChat.Discovery.Advertising;
using TuiChat.Discovery.Wire;

namespace TuiChat.Benchmarks.Micro;

/// <summary>An announcement of one service, written and read.</summary>
public class DnsBenchmarks
{
    readonly DnsRecord[] _answers;
    readonly byte[] _packet;

    public DnsBenchmarks()
    {
        var type = DnsName.FromDotted("_tuichat._tcp.local");
        var (instance, host) = (type.Prepend("Harbour"), DnsName.FromDotted("lighthouse.local"));
        _answers =
        [
            new DnsRecord(type, 4500, false, new RecordData.Pointer(instance)),
            new DnsRecord(instance, 120, true, new RecordData.Server(0, 0, 7777, host)),
            new DnsRecord(host, 120, true, new RecordData.Host(IPAddress.Parse("192.0.2.7"))),
            new DnsRecord(host, 120, true, new RecordData.Host(IPAddress.Parse("2001:db8::7"))),
        ];
        _packet = Write();
    }

    [Benchmark]
    public byte[] Write() => ResponseWriter.WriteMulticast(_answers, [])[0];

    [Benchmark]
    public object? Parse() => DnsParser.TryParse(_packet, out var message) ? message : throw new InvalidOperationException("The packet cannot be read.");
}
