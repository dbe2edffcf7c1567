using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Tests.Client;
using TuiChat.Tests.Server;

namespace TuiChat.Tests.EndToEnd;

/// <summary>What one device of a person has read, and the other hears of: a screen that nobody looks at reads nothing.</summary>
public sealed class ReadingTests : IAsyncLifetime
{
    TestServer _server = null!;
    TestClient _laptop = null!, _phone = null!, _bob = null!;

    /// <summary>Two devices of ada in the same room, which is on the screen of the laptop alone.</summary>
    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await using (Accounts.Register(_server, "ada"))
        {
            // The account is all that is wanted of it.
        }
        _laptop = Accounts.LogIn(_server, "ada");
        _phone = Accounts.LogIn(_server, "ada");
        _phone.Type("/cd lounge\n");
        _phone.Expect(() => _phone.State.Current?.Room == Names.Room("lounge") && _phone.Client.IsSettled, "the lounge");
        _bob = TestClient.Enter(_server.EndPoint, "bob");
        _bob.Expect("2 people");
        Say("seen");
        _phone.Expect(() => MainOf(_phone) is { Last: var last, Unread: 0 } && last == MainOf(_bob).Last, "what the laptop read is read");
    }

    public async Task DisposeAsync()
    {
        await _bob.DisposeAsync();
        await _phone.DisposeAsync();
        await _laptop.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public void LineThatNobodyLooksAt_IsReadWhenTheKeyboardIsBack()
    {
        _laptop.Focus(false);
        Say("not seen");
        _phone.Expect(() => MainOf(_phone).Unread == 1, "a line that is not read");
        Assert.Equal(MainOf(_bob).Last - 1, ToldUpTo(_laptop));
        _laptop.Focus(true);
        ExpectAllTold(_laptop);
        _phone.Expect(() => MainOf(_phone).Unread == 0, "the line read");
        Assert.Equal(MainOf(_bob).Last, ToldUpTo(_laptop));
    }

    [Fact]
    public void Touch_WithoutTheKeyboard_ReadsWhatIsThere_AndNotWhatComes()
    {
        _laptop.Focus(false);
        Say("one");
        _phone.Expect(() => MainOf(_phone).Unread == 1, "a line that is not read");
        _laptop.Press("PageUp");
        ExpectAllTold(_laptop);
        _phone.Expect(() => MainOf(_phone).Unread == 0, "the line read");
        Say("two");
        _phone.Expect(() => MainOf(_phone).Unread == 1, "the next one not");
        Assert.Equal(MainOf(_bob).Last - 1, ToldUpTo(_laptop));
    }

    [Fact]
    public void Title_OfAScreenThatNobodyLooksAt_LosesItsCount_WhenTheOtherDeviceReads()
    {
        _laptop.Focus(false);
        Say("ada: come here");
        _laptop.Expect(() => _laptop.Terminal.Title.StartsWith("(1) main", StringComparison.Ordinal), "a count");
        _phone.Type("/cd main\n");
        _phone.Expect("come here");
        ExpectAllTold(_phone);
        _laptop.Expect(() => _laptop.Terminal.Title.StartsWith("main", StringComparison.Ordinal), "a title without a count");
    }

    [Fact]
    public async Task LineThatNobodyLookedAt_IsUnreadAfterTheEndOfTheProgram()
    {
        var data = TestServer.NewFolder();
        await using (var tablet = Accounts.LogIn(_server, "ada", data))
        {
            tablet.Expect(() => MainOf(tablet).IsCaughtUp && tablet.Client.People.HasToldReading, "the room");
            tablet.Focus(false);
            _laptop.Focus(false);
            Say("not seen");
            tablet.Expect("not seen");
        }
        await using (var again = Accounts.Enter(_server, "ada", data)) again.Expect("─ new ─");
        Directory.Delete(data, recursive: true);
    }

    static Conversation MainOf(TestClient client) => client.State.Find(RoomName.Main)!; // all of them are in it

    void Say(string text)
    {
        _bob.Type(text + "\n");
        _bob.ExpectConfirmation();
        _laptop.Expect(text);
        ExpectAllTold(_laptop);
    }

    /// <summary>A client tells what was read now and then, and only while somebody steps it.</summary>
    static void ExpectAllTold(TestClient client) => client.Expect(() => client.Client.People.HasToldReading, "nothing held back");

    /// <summary>What the server knows.</summary>
    static long ToldUpTo(TestClient client)
    {
        ExpectAllTold(client);
        long? told = null;
        Assert.True(client.Client.Ask(new MarkersRequest(), (answer, _) => told = Assert.IsType<MarkerList>(answer).Markers.Single(marker => marker.Room == RoomName.Main).Read));
        client.Expect(() => told is not null, "the markers");
        return told ?? 0;
    }
}
