namespace TuiChat.Tests;

/// <summary>A theory with the conditions of a <see cref="RequiresFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresTheoryAttribute(params string[] programs) : TheoryAttribute
{
    /// <summary>The programs that must be on the search path.</summary>
    public IReadOnlyList<string> Programs { get; } = programs;

    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? new RequiresFactAttribute([.. Programs]).Skip;
        set => base.Skip = value;
    }
}
