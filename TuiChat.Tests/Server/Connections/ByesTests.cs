using System.Reflection;
using TuiChat.Protocol;
using TuiChat.Server.Connections;
using TuiChat.Server.Moderation;

namespace TuiChat.Tests.Server.Connections;

public sealed class ByesTests
{
    [Fact]
    public void Cause_IsTheThirdPersonsView()
    {
        Assert.Equal("Removed by the operator: spam.", Cause(RefusalCode.Kicked, Sentences.Kicked(Level.Host, isOperator: true, "spam")));
        Assert.Equal("Removed by a moderator.", Cause(RefusalCode.Kicked, Sentences.Kicked(Level.Moderator, isOperator: false, "")));
        var ban = new Sanction(1, SanctionKind.Ban, Guid.NewGuid(), null, "bob", null, null, "ann", Level.Host, "spam by night!", 0);
        Assert.Equal("Banned by a host: spam by night!", Cause(RefusalCode.Banned, Sentences.Banned(ban)));
        foreach (var code in typeof(RefusalCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!))
        {
            Assert.DoesNotContain("you", Cause(code, "You should."), StringComparison.OrdinalIgnoreCase);
        }
    }

    static string Cause(string code, string text) => Byes.Cause(new Bye { Code = code, Text = text });
}
