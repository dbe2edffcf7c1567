using TuiChat.Inputs;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The list of emoji to react with: the usual ones first, all others by their names.</summary>
static class ReactionPicker
{
    static readonly string[] Usual = ["👍", "❤️", "😂", "🎉", "😮", "😢", "👀", "✅", "🙏", "👎"];

    /// <summary>A picker; what is picked begins with the emoji.</summary>
    public static PickDialog Create()
    {
        var rows = EmojiTable.Instance.Rows;
        var usual = Usual.Select(emoji => rows.FirstOrDefault(row => row.Emoji == emoji) ?? new EmojiRow(emoji, [""], []));
        var all = usual.Concat(rows.Where(row => !Usual.Contains(row.Emoji)));
        return new PickDialog("React with", [.. all.Select(row => new SelectItem($"{row.Emoji} {row.Names[0]}"))], "type a name") { TakesFirstWord = true };
    }
}
