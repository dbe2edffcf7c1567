using System.Net;
using TuiChat.Discovery;
using TuiChat.Discovery.Wire;

namespace TuiChat.Tests.Discovery;

public sealed class ServiceEventQueueTests
{
    [Fact]
    public async Task ReadAll_SlowReader_GetsTheLastStateOfEach()
    {
        var queue = new ServiceEventQueue();
        queue.Add(new ServiceEvent.Found(Service("came and went", 1)));
        queue.Add(new ServiceEvent.Found(Service("came and changed", 1)));
        queue.Add(new ServiceEvent.Gone(Service("went and came", 1)));
        queue.Add(new ServiceEvent.Changed(Service("changed and went", 1)));
        queue.Add(new ServiceEvent.Gone(Service("came and went", 1)));
        queue.Add(new ServiceEvent.Changed(Service("came and changed", 2)));
        queue.Add(new ServiceEvent.Found(Service("went and came", 2)));
        queue.Add(new ServiceEvent.Gone(Service("changed and went", 2)));
        queue.End();

        List<string> events = [];
        await foreach (ServiceEvent next in queue.ReadAllAsync(CancellationToken.None))
            events.Add($"{next.GetType().Name} {next.Service.Name} {next.Service.Port}");

        Assert.Equal(["Found came and changed 2", "Changed went and came 2", "Gone changed and went 2"], events);
    }

    [Fact]
    public async Task ReadAll_EndedByAnError_ThrowsAfterTheLastEvent()
    {
        var queue = new ServiceEventQueue();
        queue.Add(new ServiceEvent.Found(Service("Hall", 1)));
        queue.End(new InvalidOperationException("broken"));
        await using IAsyncEnumerator<ServiceEvent> events = queue.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await events.MoveNextAsync());
        IOException error = await Assert.ThrowsAsync<IOException>(async () => await events.MoveNextAsync());
        Assert.Contains("broken", error.Message, StringComparison.Ordinal);
    }

    static DiscoveredService Service(string name, int port)
    {
        DnsName instance = VirtualHost.Type.Prepend(name);
        return new DiscoveredService(instance, DnsName.FromDotted("host.local"), port, [IPAddress.Loopback], TxtRecord.Empty,
            false);
    }
}
