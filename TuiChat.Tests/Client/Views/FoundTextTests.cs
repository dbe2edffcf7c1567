using TuiChat.Terminal;
using TuiChat.Tests.Client.History;
using TuiChat.Views;
using TuiChat.Views.Past;
using TuiChat.Views.Rows;

namespace TuiChat.Tests.Client.Views;

public sealed class FoundTextTests
{
    [Theory]
    [InlineData("**bold** ship and `code`", "ship", "bold <ship> and code")]
    [InlineData("a **ship** ahoy", "ship", "a <ship> ahoy")]
    [InlineData("worship the ship", "ship", "worship the <ship>")]
    [InlineData("the **ship** sails", "\"ship sails\"", "the <ship> <sails>")]
    [InlineData("a ||secret ship|| here", "here", "a ▒▒▒ spoiler ▒▒▒ <here>")]
    [InlineData("a ||secret ship|| here", "ship", "a ▒▒▒ spoiler ▒▒▒ here")]
    [InlineData("**你好世界**", "世界", "你好<世界>")]
    [InlineData("un **café**", "cafe", "un <café>")]
    [InlineData("2 * 3 * 4 = x_y_z", "x", "2 * 3 * 4 = <x>_y_z")]
    public async Task Rows_ShowTheTextAsTheConversationDoes(string said, string query, string expected) =>
        Assert.Equal(expected, string.Join('|', await RowsAsync(said, query)));

    [Fact]
    public async Task Rows_OfALongText_AreThoseWithTheMatch()
    {
        var rows = await RowsAsync(string.Join('\n', Enumerable.Range(1, 40).Select(i => $"line {i}")), "37");
        Assert.Equal(["line <37>", "line 38"], rows);
        Assert.Equal(["line 39", "line <40>"], await RowsAsync(string.Join('\n', Enumerable.Range(1, 40).Select(i => $"line {i}")), "40"));
    }

    static async Task<IReadOnlyList<string>> RowsAsync(string said, string query)
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(HistoryFixture.Line(1, said));
        var hit = Assert.Single(await fixture.SearchAsync(query));
        var rows = new FoundText(Theme.Plain(ChatRoles.Schema), ChatMarks.For(null), hasFewGlyphs: false).Rows(hit, 60, 2);
        return [.. rows.Select(row => string.Concat(row.Runs.Select(run => run.Style.Text.HasFlag(TextStyle.Underline) ? $"<{run.Text}>" : run.Text.Replace('\u00A0', ' '))))];
    }
}
