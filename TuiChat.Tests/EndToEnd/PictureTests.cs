using TuiChat.Terminal;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>
/// The pictures of the README are what the real client shows of a real talk. With TUICHAT_UPDATE_PICTURES=1 they are written,
/// otherwise compared, so that they can never show something that is not so.
/// </summary>
public sealed class PictureTests
{
    [Theory]
    [InlineData("dark", "talk-dark.svg")]
    [InlineData("light", "talk-light.svg")]
    public async Task Talk_LooksAsInTheReadme(string theme, string file)
    {
        var clock = new WallClock(new DateTimeOffset(2026, 2, 17, 18, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.StartAsync(settings => settings with { Name = "Harbour" }, clock);
        await using var bob = TestClient.Enter(server.EndPoint, "bob", clock: clock);
        bob.Expect("1 person");
        await using var cleo = TestClient.Enter(server.EndPoint, "cleo", clock: clock);
        cleo.Expect("2 people");
        cleo.Type("/topic Dinner at eight, on deck\n");
        bob.Expect("Dinner at eight");
        bob.Type("the wind is turning, who is on watch?\n");
        cleo.Expect("the wind is turning");
        clock.Now += TimeSpan.FromMinutes(3);

        await using var ada = TestClient.Enter(server.EndPoint, "ada", width: 100, height: 26, theme: theme, clock: clock, key: server.Host.Fingerprint);
        ada.Expect("3 people");
        cleo.Type("not me, I am cooking 🍲\n");
        ada.Expect("cooking");
        ada.Type("I am; all calm up here, and the sky is full of stars tonight, come and have a look before the clouds close in again\n");
        bob.Expect("clouds close in");
        clock.Now += TimeSpan.FromMinutes(2);
        bob.Type("/me comes up\n");
        ada.Expect("bob comes up");
        cleo.Type("/cd galley\n");
        cleo.Expect("▸ galley");
        cleo.Expect("1 person"); // the server has let her in, so that she sees the next one come
        ada.Type("/cd galley\n");
        ada.Expect("▸ galley");
        ada.Expect("2 people");
        cleo.Expect("ada came in");
        ada.Type("/cd main\n");
        ada.Expect("▸ main");
        cleo.Type("dinner is nearly done, who lays the table?\n");
        ada.Expect("unread: galley 1");
        bob.Type("ada: thank you, that is beautiful\n");
        ada.Expect("beautiful");
        ada.Type("sleep well");
        var text = ada.Theme[StandardRoles.Text];
        var picture = SvgPicture.Render(ada.Terminal, text.Foreground, text.Background);

        var path = Repository.PathOf("docs", "pictures", file);
        if (Environment.GetEnvironmentVariable("TUICHAT_UPDATE_PICTURES") == "1") await File.WriteAllTextAsync(path, picture);
        Assert.Equal(await File.ReadAllTextAsync(path), picture);
    }
}
