using Markdig.Parsers;

namespace TuiChat.Views.Markup;

/// <summary>Bullets are <c>-</c> and <c>*</c>: people write <c>+ 1</c> and mean it.</summary>
sealed class BulletParser : UnorderedListItemParser
{
    /// <summary>Makes the parser.</summary>
    public BulletParser() => OpeningCharacters = ['-', '*'];
}
