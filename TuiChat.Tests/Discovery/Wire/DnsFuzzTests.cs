using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery.Wire;

public sealed class DnsFuzzTests
{
    const int Packets = 20000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TryParse_MutatedPackets_NeverThrowsAndStaysSmall(int seed)
    {
        var random = new Random(seed);
        byte[][] samples = Samples();
        for (int i = 0; i < Packets; i++)
        {
            byte[] packet = Mutate(samples[random.Next(samples.Length)], random);
            try
            {
                if (DnsParser.TryParse(packet, out DnsMessage? message)) Reread(message);
            }
            catch (Exception error)
            {
                Assert.Fail($"Seed {seed}, packet {i} {Convert.ToHexString(packet)}: {error}");
            }
        }
    }

    [Theory]
    [InlineData(3)]
    public void Engines_MutatedPackets_NeverThrowAndStayWithinBounds(int seed)
    {
        var network = new VirtualNetwork(seed);
        VirtualHost host = network.AddHost("lan0"), stranger = network.AddHost("lan0");
        host.Announce("Hall");
        host.Browse();
        network.Run(TimeSpan.FromSeconds(5));
        byte[][] samples = Samples();
        network.Sent.Clear();
        for (int i = 0; i < Packets / 4; i++)
        {
            byte[] packet = Mutate(samples[network.Random.Next(samples.Length)], network.Random);
            if (DnsParser.TryParse(packet, out _)) stranger.SendRaw("lan0", packet, network.Random.Next(4) == 0);
            network.Run(TimeSpan.FromMilliseconds(2));
        }

        double perSecond = network.Sent.Count(sent => sent.Sender == host) / (Packets / 4 * 0.002);
        Assert.True(perSecond <= 40, $"seed {seed}: {perSecond} packets per second");
        Assert.True(host.Browser!.Services.Count() <= 256, $"seed {seed}");
    }

    // What was understood can be written again and means the same.
    static void Reread(DnsMessage message)
    {
        var writer = new DnsWriter(message.Flags, message.Id, DnsWriter.MaxJumboBytes);
        DnsRecord[] written = [.. message.Answers.Where(record => writer.TryAddAnswer(record))];
        Assert.True(DnsParser.TryParse(writer.ToBytes(), out DnsMessage? again));
        Assert.Equal(written, again.Answers);
    }

    static byte[] Mutate(byte[] sample, Random random)
    {
        byte[] packet = [.. sample];
        for (int changes = random.Next(6); changes > 0; changes--)
        {
            int at = random.Next(packet.Length);
            packet[at] = random.Next(4) switch
            {
                0 => (byte)random.Next(256),
                1 => 0xC0,
                2 => (byte)(packet[at] ^ (1 << random.Next(8))),
                _ => 0xFF,
            };
        }

        return random.Next(8) == 0 ? packet[..random.Next(packet.Length + 1)] : packet;
    }

    // One of each kind that this program sends.
    static byte[][] Samples()
    {
        var network = new VirtualNetwork(99);
        VirtualHost server = network.AddHost("lan0"), client = network.AddHost("lan0");
        server.Announce("Hall");
        client.Browse();
        network.Run(TimeSpan.FromMinutes(3));
        server.Advertisers[0].Stop();
        client.Send(new OutgoingPacket(new Link(1, false), null, false, Strangers.Query(new DnsQuestion(VirtualHost.Type,
            DnsType.Any, true))));
        return [.. network.Sent.Select(sent => sent.Packet.Bytes), .. Strangers.Services(3)];
    }
}
