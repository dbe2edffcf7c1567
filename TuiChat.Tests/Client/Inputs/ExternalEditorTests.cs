using TuiChat.Inputs;

namespace TuiChat.Tests.Client.Inputs;

public sealed class ExternalEditorTests
{
    [Theory]
    [InlineData("vim", "nano", "vim")]
    [InlineData(null, "nano", "nano")]
    [InlineData(" ", "nano", "nano")]
    [InlineData(null, null, null)]
    public void Command_IsVisualThenEditor(string? visual, string? editor, string? command) =>
        Assert.Equal(command, ExternalEditor.Command(name => name == "VISUAL" ? visual : editor));

    [RequiresFact("sh", "stat")]
    public async Task EditAsync_GivesTheTextBackAndLeavesNoFile()
    {
        var folder = Directory.CreateTempSubdirectory("tuichat-editor-").FullName;
        var script = Path.Combine(folder, "editor");
        File.WriteAllText(script, "stat -c %a \"$1\" >\"$0.mode\"; echo \"$1\" >\"$0.path\"; echo second >>\"$1\"\n");
        Assert.Equal(("first\nsecond", null), await ExternalEditor.EditAsync($"sh {script}", "first"));
        Assert.Equal("600", File.ReadAllText(script + ".mode").Trim());
        Assert.False(File.Exists(File.ReadAllText(script + ".path").Trim()));
        Directory.Delete(folder, recursive: true);
    }

    [RequiresFact("sh")]
    public async Task EditAsync_EditorFails_SaysSo()
    {
        var (text, problem) = await ExternalEditor.EditAsync("false", "typed");
        Assert.Null(text);
        Assert.Contains("ended with 1", problem, StringComparison.Ordinal);
        Assert.Contains("was not found: set VISUAL", (await ExternalEditor.EditAsync("no-such-editor 2>/dev/null", "typed")).Problem, StringComparison.Ordinal);
    }
}
