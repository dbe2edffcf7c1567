using System.Reflection;
using TuiChat.Protocol;
using TuiChat.Server.Connections;

namespace TuiChat.Tests.Server.Connections;

public sealed class ByesTests
{
    [Fact]
    public void Cause_IsTheThirdPersonsView()
    {
        Assert.Equal("Removed by the operator: spam", Byes.Cause(Byes.Kicked("spam")));
        Assert.Equal("Removed by the operator.", Byes.Cause(Byes.Kicked("")));
        foreach (var code in typeof(RefusalCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!))
        {
            if (code != RefusalCode.Kicked) Assert.DoesNotContain("ou", Byes.Cause(new Bye { Code = code, Text = "You should." }), StringComparison.Ordinal);
        }
    }
}
