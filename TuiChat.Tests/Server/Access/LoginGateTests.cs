using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Access;

namespace TuiChat.Tests.Server.Access;

public sealed class LoginGateTests : IDisposable
{
    const int Free = GuessLimit<IPAddress>.Free;
    static readonly PasswordHash Hash = PasswordHash.Make("right", 100);
    static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");

    readonly ManualTime _time = new();
    readonly LoginGate _gate;

    public LoginGateTests() => _gate = new LoginGate(_time, 100);

    [Fact]
    public async Task Check_OfAnAccountThatDoesNotExist_CostsAndSaysTheSameAsAWrongPassword()
    {
        var wrong = await _gate.CheckAsync(Here, "ann", Hash, "wrong", false);
        var unknown = await _gate.CheckAsync(IPAddress.Loopback, "nobody", null, "wrong", false);
        Assert.Equal((wrong.Problem, wrong.Wait), (unknown.Problem, unknown.Wait));
        Assert.Equal(2, _gate.Checks);
        Assert.Null((await _gate.CheckAsync(Here, "ann", Hash, "right", false)).Problem);
    }

    [Fact]
    public async Task Guesses_AtOneAccountFromManyAddresses_WaitLonger_ButNotItsOwner()
    {
        for (var i = 0; i < Free; i++) Assert.Equal(RefusalCode.WrongLogin, await CodeAsync(From(i), "ann", "guess"));
        foreach (var seconds in (int[])[1, 2, 4, 8])
        {
            for (var i = 0; i < 100; i++) Assert.Equal(RefusalCode.Flood, await CodeAsync(From(100 + i), "ann", "right")); // is not looked at
            _time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(RefusalCode.WrongLogin, await CodeAsync(From(1000 + seconds), "ann", "guess"));
        }
        Assert.Equal(RefusalCode.WrongLogin, await CodeAsync(From(2000), "bob", "guess")); // another account
        Assert.Null((await _gate.CheckAsync(From(3000), "ann", Hash, "right", isKnown: true)).Problem); // from where its owner was before
        Assert.Null((await _gate.CheckAsync(From(3001), "ann", Hash, "right", isKnown: false)).Problem); // which forgives the account
    }

    [Fact]
    public async Task Guesses_FromOneAddressAtManyAccounts_WaitLonger_AlsoWithAnAccountOfOnesOwn()
    {
        for (var i = 0; i < Free; i++)
        {
            Assert.Null(await CodeAsync(Here, "own", "right")); // forgives nothing
            Assert.Equal(RefusalCode.WrongLogin, await CodeAsync(Here, $"person{i}", "guess"));
        }
        Assert.Equal(RefusalCode.Flood, await CodeAsync(Here, "another", "guess"));
        Assert.Equal(RefusalCode.Flood, await CodeAsync(Here, "own", "right"));
    }

    [Fact]
    public async Task Guesses_AllAtOnce_AreNoMoreThanThoseInTurn()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () => await CodeAsync(From(i), "ann", $"guess {i}"))));
        Assert.Equal(Free, _gate.Checks);
    }

    [Fact]
    public async Task Check_OfAWeakHash_GivesABetterOne_ForTheRightPasswordOnly()
    {
        var weak = PasswordHash.Make("right", 10);
        Assert.Null((await _gate.CheckAsync(Here, "ann", weak, "wrong", false)).Better);
        var better = (await _gate.CheckAsync(Here, "ann", weak, "right", false)).Better;
        Assert.True(better?.Matches("right"));
        Assert.False(better?.IsWeakerThan(100));
        Assert.Null((await _gate.CheckAsync(Here, "ann", Hash, "right", false)).Better);
    }

    public void Dispose() => _gate.Dispose();

    static IPAddress From(int number) => new([10, 0, (byte)(number >> 8), (byte)number]);

    async Task<string?> CodeAsync(IPAddress from, string account, string secret) => (await _gate.CheckAsync(from, account, Hash, secret, false)).Problem?.Code;
}
