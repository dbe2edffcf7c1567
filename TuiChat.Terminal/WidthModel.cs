namespace TuiChat.Terminal;

/// <summary>How a terminal measures grapheme clusters; real ones do it in these three ways.</summary>
public enum WidthModel
{
    /// <summary>By cluster, as <see cref="TextWidth"/> does.</summary>
    Cluster,

    /// <summary>Every code point for itself: a family of three takes six columns.</summary>
    SumOfRunes,

    /// <summary>The width of the first code point: a heart with an emoji selector takes one column.</summary>
    FirstRune,
}
