using TuiChat.Discovery;
using TuiChat.Lobby;
using TuiChat.Sessions;

namespace TuiChat.Tests.Client.Lobby;

public sealed class ServerListTests
{
    static KnownServer Known(string id, string name) => new(id, name, "192.0.2.9:9005", "ada", "main", ["main"], DateTimeOffset.UnixEpoch);

    [Fact]
    public void Apply_FoundWithARememberedId_IsOneRow_AndTheRememberedOneAgainWhenGone()
    {
        var list = new ServerList([Known("1", "Harbour"), Known("2", "Castle")]);
        var service = Services.Service("Harbour", id: "1");
        list.Apply(new ServiceEvent.Found(service));
        Assert.Equal(["Harbour", "Castle"], list.Rows.Select(row => row.Name));
        var row = list.Rows.First();
        Assert.NotNull(row.Known);
        Assert.Equal(new ServerAddress("127.0.0.1", 9001), row.Address);

        list.Apply(new ServiceEvent.Gone(service));
        Assert.False(list.HasFound);
        Assert.Equal(new ServerAddress("192.0.2.9", 9005), list.Rows.First(entry => entry.Name == "Harbour").Address);
    }

    [Fact]
    public void ApplyHere_ThenAnnounced_IsOneRow()
    {
        var list = new ServerList([Known("1", "Harbour")]);
        var here = new ServerReport(new ServerAddress("localhost", 9001), "Harbour", "1", 2, 1, false, TimeSpan.Zero);
        list.ApplyHere(here);
        list.ApplyHere(here);
        Assert.True(list.HasFound);
        Assert.Equal("localhost", list.Rows.Single().Address?.Host);

        list.Apply(new ServiceEvent.Found(Services.Service("Harbour", id: "1")));
        Assert.Single(list.Rows);
    }

    [Fact]
    public void Rows_FoundFirst_MostPeopleFirst()
    {
        var list = new ServerList([Known("9", "Castle")]);
        foreach (var name in (string[])["b", "c", "a"])
        {
            var row = list.Apply(new ServiceEvent.Found(Services.Service(name)));
            Assert.NotNull(row);
            if (name == "c") list.Apply(row, new ServerReport(row.Addresses[0], name, "", 3, 1, false, TimeSpan.Zero));
        }
        Assert.Equal(["c", "a", "b", "Castle"], list.Rows.Select(row => row.Name));
    }

    [Fact]
    public void Apply_ThousandsOfServices_ShowsTwoHundred()
    {
        var list = new ServerList([]);
        for (var i = 0; i < 5000; i++) list.Apply(new ServiceEvent.Found(Services.Service($"server {i}")));
        Assert.Equal(Neighbourhood.MaxServers, list.Rows.Count());
        Assert.Equal(1024, list.All.Count());
    }

    [Fact]
    public void Apply_FullOfSilentOnes_ANewcomerTakesTheirPlace_AndOneThatAnswersIsShown()
    {
        var list = new ServerList([]);
        for (var i = 0; i < 1024; i++) list.Apply(new ServiceEvent.Found(Services.Service($"a {i}")));
        Assert.Null(list.Apply(new ServiceEvent.Found(Services.Service("zoo"))));
        list.Apply(list.All.First(), null);
        var zoo = list.Apply(new ServiceEvent.Found(Services.Service("zoo")));
        Assert.NotNull(zoo);
        Assert.Equal(1024, list.All.Count());
        list.Apply(zoo, new ServerReport(new ServerAddress("127.0.0.1", 9001), "zoo", "", 0, 1, false, TimeSpan.Zero));
        Assert.Equal("zoo", list.Rows.First().Name);
    }

    [Fact]
    public void Apply_AnswerOfAnAddressThatHasChanged_IsIgnored()
    {
        var list = new ServerList([]);
        var asked = list.Apply(new ServiceEvent.Found(Services.Service("a")));
        Assert.NotNull(list.Apply(new ServiceEvent.Changed(Services.Service("a", port: 9002))));
        list.Apply(asked!, new ServerReport(new ServerAddress("127.0.0.1", 9001), "old", "", 1, 1, false, TimeSpan.Zero)); // found above
        Assert.Equal(9002, list.Rows.Single().Address?.Port);
    }

    [Fact]
    public void Apply_HostileNames_AreCleaned()
    {
        var list = new ServerList([]);
        list.Apply(new ServiceEvent.Found(Services.Service("\u001b[2Jevil\u202e\r\n", id: new string('x', 200))));
        var row = list.Rows.Single();
        Assert.DoesNotContain(row.Name, char.IsControl);
        Assert.DoesNotContain('\u202e', row.Name);
        Assert.Equal("", row.Found?.Id);
    }
}
