namespace TuiChat.Benchmarks;

/// <summary>A bound that a figure should keep.</summary>
/// <param name="Bound">The bound, included.</param>
/// <param name="IsMaximum">The figure should be at most the bound; otherwise at least.</param>
sealed record Target(double Bound, bool IsMaximum)
{
    /// <summary>The figure should not be above this.</summary>
    public static Target AtMost(double bound) => new(bound, IsMaximum: true);

    /// <summary>The figure should not be below this.</summary>
    public static Target AtLeast(double bound) => new(bound, IsMaximum: false);

    /// <summary>Whether a value keeps it.</summary>
    public bool IsMet(double value) => IsMaximum ? value <= Bound : value >= Bound;

    /// <inheritdoc/>
    public override string ToString() => $"{(IsMaximum ? '≤' : '≥')} {Number.Format(Bound)}";
}
