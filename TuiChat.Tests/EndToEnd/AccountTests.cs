using TuiChat.Conversations;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Accounts as a person meets them: typed passwords, kept logins, another name, the end.</summary>
public sealed class AccountTests : IDisposable
{
    readonly string _data = TestServer.NewFolder();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Login_IsKeptOverTheEndOfTheProgram_UntilLogout()
    {
        await using var server = await TestServer.StartAsync();
        await using (var ada = Accounts.Register(server, "ada", _data)) ada.Type("mine\n");
        await using (var ada = Accounts.Enter(server, "ada", _data))
        {
            ada.Expect(() => ada.State.Standing.HasAccount && ada.Client.IsSettled, "the account, without a question");
            ada.Type("/logout\n");
            ada.Expect("You are logged out here.");
            ada.Press("Enter");
            Accounts.TypePassword(ada); // asked again, as the token is dead
        }
        await using (var again = Accounts.Enter(server, "ada", _data)) again.Expect(() => again.State.Standing.HasAccount, "the account by the new token");
        Assert.DoesNotContain(Accounts.Secret, await Disk.TextAsync(_data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_EndedOnAnotherDevice_IsAskedForAgain()
    {
        await using var server = await TestServer.StartAsync();
        await using var first = Accounts.Register(server, "ada", _data);
        await using var second = Accounts.LogIn(server, "ada");
        second.Type("/passwd\n");
        second.Expect("Password now");
        second.Type(Accounts.Secret);
        foreach (var key in (string[])["Tab", "Tab"])
        {
            second.Press(key);
            second.Type("battery staple");
        }
        second.Press("Enter");
        second.Expect("The password is changed.");
        first.Expect("Offline");
        first.Press("Enter");
        first.Expect("Log in on");
        first.Type("battery staple\n");
        first.Expect(() => first.State.Standing.HasAccount && first.Client.IsOnline, "the account again");
    }

    [Fact]
    public async Task Rename_LeavesOwnOlderLinesOnesOwn_AlsoOnAnotherDevice()
    {
        await using var server = await TestServer.StartAsync();
        await using (var ada = Accounts.Register(server, "ada", _data))
        {
            ada.Type("said as ada\n");
            ada.ExpectConfirmation();
            ada.Type("/rename lovelace\n");
            ada.Expect(() => ada.State.Self.Value == "lovelace", "the new name");

            await using var other = Accounts.LogIn(server, "lovelace");
            other.Expect("said as ada");
            var line = Line(other, "said as ada");
            Assert.True(line.IsOwn);
            Assert.Null(other.Client.Edit(line.Seq, "said as ada, once"));
            other.Expect("said as ada, once");
            ada.Expect("said as ada, once");
        }
        await using var back = Accounts.Enter(server, "lovelace", _data);
        back.Expect("said as ada, once");
        back.Expect(() => back.Client.IsSettled, "the room");
        var own = Line(back, "said as ada, once");
        Assert.True(own.IsOwn); // from its own disk
        Assert.Null(back.Client.Delete(own.Seq));
        back.ExpectNot("said as ada");
    }

    [Fact]
    public async Task Rename_LeavesOwnReactionsOnesOwn_AlsoOnAnotherDeviceAndAfterTheEndOfTheProgram()
    {
        await using var server = await TestServer.StartAsync();
        await using var bob = Accounts.Enter(server, "bob");
        bob.Expect("1 person");
        await using (var ada = Accounts.Register(server, "ada", _data))
        {
            bob.Type("tea at five\n");
            bob.ExpectConfirmation();
            ada.Expect("tea at five");
            Assert.Null(ada.Client.React(Line(ada, "tea at five").Seq, "👍"));
            ada.Expect("[👍\u00a01]");
            ada.Type("/rename lovelace\n");
            ada.Expect(() => ada.State.Self.Value == "lovelace", "the new name");
            ada.Expect("[👍\u00a01]");
        }
        await using (var other = Accounts.LogIn(server, "lovelace"))
        {
            other.Expect("[👍\u00a01]"); // from the server
            Assert.Null(other.Client.React(Line(other, "tea at five").Seq, "🍰"));
            other.Expect("[🍰\u00a01]");
        }
        await using var back = Accounts.Enter(server, "lovelace", _data);
        back.Expect("[👍\u00a01]"); // from its own disk
        back.Expect(() => back.Client.IsSettled && back.State.Current?.IsCaughtUp == true, "the room");
        back.Expect("[🍰\u00a01]");
        Assert.Null(back.Client.React(Line(back, "tea at five").Seq, "👍"));
        back.ExpectNot("👍");
        bob.ExpectNot("👍");
        bob.Expect("🍰\u00a01");
    }

    [Fact]
    public async Task Away_OnOneDevice_IsSoOnTheOther()
    {
        await using var server = await TestServer.StartAsync();
        await using var first = Accounts.Register(server, "ada");
        await using var second = Accounts.LogIn(server, "ada");
        second.Type("/away lunch\n");
        second.Expect("ada (away) on test");
        first.Expect("ada (away) on test");
        first.Type("/back\n");
        first.ExpectNot("(away)");
        second.ExpectNot("ada (away) on test");
    }

    [Fact]
    public async Task Delete_IsSeenByThoseWhoAreThere()
    {
        await using var server = await TestServer.StartAsync();
        await using var bob = Accounts.Enter(server, "bob");
        bob.Expect("1 person");
        await using var ada = Accounts.Register(server, "quinine");
        ada.Type("stays without a name\n");
        ada.ExpectConfirmation();
        bob.Expect("quinine  stays without a name");
        ada.Type("/delete account\n");
        ada.Expect("End the account");
        ada.Type(Accounts.Secret + "\n");
        ada.Expect("The account quinine is ended.");
        bob.Expect(() => Accounts.Said(bob, _ => true) is [var line] && line.StartsWith("gone-", StringComparison.Ordinal), "the line under a name of nobody");
        bob.ExpectNot("quinine  stays");
        bob.Expect("quinine left: Logged out.");
    }

    static TimelineItem.Said Line(TestClient client, string text) => Enumerable.Range(0, client.State.Current!.Timeline.Count)
        .Select(i => client.State.Current.Timeline[i].Item).OfType<TimelineItem.Said>().Single(said => said.Text == text);
}
