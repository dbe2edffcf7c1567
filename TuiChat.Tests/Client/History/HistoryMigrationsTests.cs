using System.Security.Cryptography;
using System.Text;
using TuiChat.History;

namespace TuiChat.Tests.Client.History;

public sealed class HistoryMigrationsTests
{
    /// <summary>SHA-256 of every released step. A row is never edited: a change of a released step fails here.</summary>
    static readonly string[] Frozen = ["b7724c64d30695de5826e9c63c3b31357fb0dddf0f59b51604f810af9300c3f4"];

    [Fact]
    public void Steps_ThatWereReleased_AreNeverChanged() =>
        Assert.Equal(Frozen, HistoryMigrations.Steps.Select(step => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(step.ReplaceLineEndings("\n"))))));

    [Fact]
    public async Task Open_ByTwoClientsAtOnce_MakesOneDatabase()
    {
        for (var i = 0; i < 5; i++)
        {
            using var fixture = new HistoryFixture();
            var others = Enumerable.Range(0, 3).Select(_ => fixture.Open()).ToList();
            foreach (var other in others) Assert.True(other.Keep(HistoryFixture.Main, [HistoryFixture.Line(1)]));
            foreach (var other in others) await other.FlushAsync();
            Assert.Single((await fixture.ReadAsync()).Lines);
            Assert.False(fixture.History.Notices.TryRead(out var notice), notice?.Text);
        }
    }
}
