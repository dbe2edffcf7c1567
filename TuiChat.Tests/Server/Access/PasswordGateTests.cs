using System.Net;
using TuiChat.Protocol;
using TuiChat.Server.Access;

namespace TuiChat.Tests.Server.Access;

public sealed class PasswordGateTests : IDisposable
{
    static readonly PasswordHash Hash = PasswordHash.Make("right");
    static readonly IPAddress Here = IPAddress.Parse("192.0.2.1"), There = IPAddress.Parse("192.0.2.2");

    readonly ManualTime _time = new();
    readonly PasswordGate _gate;

    public PasswordGateTests() => _gate = new PasswordGate(Hash, _time);

    [Fact]
    public async Task Check_SaysWhatIsWrong()
    {
        Assert.Equal(RefusalCode.PasswordNeeded, await CodeAsync(Here, null));
        Assert.Equal(RefusalCode.WrongPassword, await CodeAsync(Here, "wrong"));
        Assert.Equal(RefusalCode.WrongPassword, await CodeAsync(Here, new string('x', 10_000)));
        Assert.Equal(RefusalCode.WrongPassword, await CodeAsync(Here, "\ud800"));
        Assert.Null(await CodeAsync(Here, "right"));
    }

    [Fact]
    public async Task Check_WithoutAPassword_LetsEverybodyIn()
    {
        using var open = new PasswordGate(null, _time);
        Assert.False(open.IsLocked);
        Assert.Null((await open.CheckAsync(Here, "anything")).Problem);
        Assert.Null((await open.CheckAsync(Here, null)).Problem);
    }

    [Fact]
    public async Task Guesses_BeyondTheFreeOnes_WaitLongerEachTime_AndCostNothing()
    {
        for (var i = 0; i < GuessLimit<System.Net.IPAddress>.Free; i++) Assert.Equal(RefusalCode.WrongPassword, await CodeAsync(Here, $"guess {i}"));
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            var checks = _gate.Checks;
            for (var i = 0; i < 1000; i++) Assert.Equal(RefusalCode.Flood, await CodeAsync(Here, $"guess {i}"));
            Assert.Equal(RefusalCode.Flood, await CodeAsync(Here, "right")); // is not looked at either
            Assert.Equal(checks, _gate.Checks);
            var verdict = await _gate.CheckAsync(Here, "more");
            Assert.Equal(TimeSpan.FromSeconds(seconds), verdict.Wait);
            _time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(RefusalCode.WrongPassword, await CodeAsync(Here, "more"));
        }
        Assert.Null(await CodeAsync(There, "right")); // others do not suffer
    }

    [Fact]
    public async Task Guesses_AllAtOnce_AreNoMoreThanThoseInTurn()
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () => await CodeAsync(Here, $"guess {i}"))));
        Assert.Equal(GuessLimit<System.Net.IPAddress>.Free, _gate.Checks);
        Assert.Equal(GuessLimit<System.Net.IPAddress>.Free, verdicts.Count(code => code == RefusalCode.WrongPassword));
        Assert.All(verdicts, code => Assert.Contains(code, (string?[])[RefusalCode.WrongPassword, RefusalCode.Flood, RefusalCode.Busy]));
    }

    [Fact]
    public async Task RightPassword_IsCheckedSlowlyOnce_SoThatManyMayComeBackAtOnce()
    {
        Assert.Null(await CodeAsync(Here, "right"));
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(async () => await CodeAsync(new IPAddress(i + 1), "right"))));
        Assert.All(verdicts, Assert.Null);
        Assert.Equal(1, _gate.Checks);
    }

    [Fact]
    public async Task RightPassword_ForgivesTheWrongOnes()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 1; i < GuessLimit<System.Net.IPAddress>.Free; i++) Assert.Equal(RefusalCode.WrongPassword, await CodeAsync(Here, "typo"));
            Assert.Null(await CodeAsync(Here, "right"));
        }
    }

    [Fact]
    public void GuessLimit_OfVeryManyAddresses_KeepsABoundedNumber()
    {
        var limit = new GuessLimit<IPAddress>(_time);
        for (var i = 0; i < GuessLimit<System.Net.IPAddress>.Free; i++) limit.Note(Here);
        Assert.True(limit.Wait(Here) > TimeSpan.Zero);
        for (var i = 0; i < 10_000; i++)
        {
            _time.Advance(TimeSpan.FromTicks(1));
            limit.Note(new IPAddress(i));
        }
        Assert.Equal(TimeSpan.Zero, limit.Wait(Here)); // the oldest was forgotten
        Assert.Equal(2, limit.Note(new IPAddress(9999)));
    }

    public void Dispose() => _gate.Dispose();

    async Task<string?> CodeAsync(IPAddress network, string? password) => (await _gate.CheckAsync(network, password)).Problem?.Code;
}
