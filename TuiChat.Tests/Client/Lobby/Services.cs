using System.Net;
using System.Text;
using System.Threading.Channels;
using TuiChat.Discovery;
using TuiChat.Discovery.Diagnosis;
using TuiChat.Discovery.Wire;
using TuiChat.Lobby;

namespace TuiChat.Tests.Client.Lobby;

/// <summary>A network whose services come and go as the test says.</summary>
sealed class Services
{
    readonly Channel<ServiceEvent> _events = Channel.CreateUnbounded<ServiceEvent>();

    public Neighbourhood Network => new(cancellation => _events.Reader.ReadAllAsync(cancellation), _ => Task.FromResult(Saw))
    {
        GlanceAsync = _ => Task.FromResult(Saw),
        RescanAsync = _ => Note(() => Rescans++),
        ReconfirmAsync = (service, _) => Note(() => Doubted = service),
    };

    /// <summary>What asking the network says.</summary>
    public NetworkDiagnosis Saw { get; set; } = Seen();

    /// <summary>How often it was asked anew.</summary>
    public int Rescans { get; private set; }

    /// <summary>The service that was doubted last, or null.</summary>
    public DiscoveredService? Doubted { get; private set; }

    public static NetworkDiagnosis Seen(bool isPortBound = true, bool hearsItself = true, bool hearsOthers = false, params InterfaceUse[] uses) => new()
    {
        Interfaces = [.. (uses.Length > 0 ? uses : [InterfaceUse.Used]).Select((use, i) => new InterfaceDiagnosis($"eth{i}", use, []))],
        IsPortBound = isPortBound,
        PortError = isPortBound ? null : "in use",
        HearsItself = hearsItself,
        Responders = [new ResponderSighting(IPAddress.Parse("192.0.2.1"), "eth0", !hearsOthers)],
        Sent = 1,
        SendErrors = 0,
        Received = 1,
        Malformed = 0,
        Dropped = 0,
    };

    public static DiscoveredService Service(string name, string id = "", int port = 9001, string locked = "0", string address = "127.0.0.1", bool isLeaving = false, string fingerprint = "")
    {
        var instance = DnsName.FromDotted("_tuichat._tcp.local").Prepend(name);
        var text = TxtRecord.Parse([.. Entry($"id={id}"), .. Entry($"locked={locked}"), .. Entry($"fp={fingerprint}")]);
        return new DiscoveredService(instance, DnsName.FromDotted("tuichat-test.local"), port, [IPAddress.Parse(address)], text, isLeaving);
    }

    public void Find(DiscoveredService service) => Assert.True(_events.Writer.TryWrite(new ServiceEvent.Found(service)));

    public void Lose(DiscoveredService service) => Assert.True(_events.Writer.TryWrite(new ServiceEvent.Gone(service)));

    static Task Note(Action what)
    {
        what();
        return Task.CompletedTask;
    }

    static byte[] Entry(string text) => [(byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)];
}
