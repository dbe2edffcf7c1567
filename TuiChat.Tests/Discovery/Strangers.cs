using System.Net;
using TuiChat.Discovery;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery;

/// <summary>Packets of hosts that follow no rules.</summary>
static class Strangers
{
    public static byte[] Service(string name, int port, params string[] addresses) => Service(name, port, 120u, addresses);

    public static byte[] Service(string name, int port, uint ttl, params string[] addresses)
    {
        DnsName instance = VirtualHost.Type.Prepend(name);
        DnsName host = DnsName.FromLabels("stranger", "local");
        var writer = new DnsWriter(DnsMessage.ResponseFlags, 0, DnsWriter.MaxJumboBytes);
        Add(writer, new DnsRecord(VirtualHost.Type, ttl, false, new RecordData.Pointer(instance)));
        Add(writer, new DnsRecord(instance, ttl, true, new RecordData.Server(0, 0, (ushort)port, host)));
        Add(writer, new DnsRecord(instance, ttl, true, new RecordData.Text(TxtRecord.Empty.Wire)));
        foreach (string address in addresses)
            Add(writer, new DnsRecord(host, ttl, true, new RecordData.Host(IPAddress.Parse(address))));
        return writer.ToBytes();
    }

    public static IEnumerable<byte[]> Services(int count) =>
        Enumerable.Range(0, count).Select(i => Service($"Stranger with a rather long name {i}", 1 + i, "10.99.0.9"));

    public static IEnumerable<byte[]> PointersOnly(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var writer = new DnsWriter(DnsMessage.ResponseFlags);
            DnsName instance = VirtualHost.Type.Prepend($"Promise {i}");
            Add(writer, new DnsRecord(VirtualHost.Type, 4500, false, new RecordData.Pointer(instance)));
            yield return writer.ToBytes();
        }
    }

    public static byte[] Query(DnsQuestion question, ushort id = 0, IEnumerable<DnsRecord>? known = null,
        bool isTruncated = false)
    {
        var writer = new DnsWriter(0, id);
        Assert.True(writer.TryAdd(question));
        foreach (DnsRecord record in known ?? []) Assert.True(writer.TryAddAnswer(record));
        if (isTruncated) writer.MarkTruncated();
        return writer.ToBytes();
    }

    public static byte[] Response(params DnsRecord[] records)
    {
        var writer = new DnsWriter(DnsMessage.ResponseFlags);
        foreach (DnsRecord record in records) Add(writer, record);
        return writer.ToBytes();
    }

    static void Add(DnsWriter writer, DnsRecord record) => Assert.True(writer.TryAddAnswer(record));
}
