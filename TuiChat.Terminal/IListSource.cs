namespace TuiChat.Terminal;

/// <summary>
/// What a <see cref="ListView"/> shows. It asks only about the items in sight, so that the number of items costs
/// nothing. Items may come, go and change between frames; ids tell which is which.
/// </summary>
public interface IListSource
{
    /// <summary>How many items there are.</summary>
    int Count { get; }

    /// <summary>The item's id: stable while the item exists, never used for another one.</summary>
    long IdAt(int index);

    /// <summary>Where the item stands now, or -1 when it is gone. Must be fast.</summary>
    int IndexOf(long id);

    /// <summary>Changes whenever the item would be laid out differently at the same width.</summary>
    int VersionAt(int index);

    /// <summary>The item's rows for a width; none hides it.</summary>
    IReadOnlyList<TextRow> Layout(int index, int width);
}
