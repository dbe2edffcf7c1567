namespace TuiChat.Commands;

/// <summary>One argument of a <see cref="Command"/>, as help shows it and completion explains it.</summary>
/// <param name="Name">In capitals: what stands for it in help.</param>
/// <param name="Help">What it is, without a full stop: <c>the room to go into</c>.</param>
/// <param name="Kind">What it names.</param>
sealed record Argument(string Name, string Help, ArgumentKind Kind = ArgumentKind.Text)
{
    /// <summary>It may be left out, and then all that follow may.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A line that holds it is never remembered.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Words with a meaning of their own in its place, with what they mean; offered before what <see cref="Kind"/> finds.</summary>
    public IReadOnlyList<(string Word, string Help)> Words { get; init; } = [];

    /// <summary>It goes on to the end of the line.</summary>
    public bool IsRest => Kind is ArgumentKind.Text or ArgumentKind.File or ArgumentKind.Server or ArgumentKind.SettingValue;

    /// <summary>As it is shown: <c>ROOM</c> or <c>[ROOM]</c>.</summary>
    public string Shown => IsOptional ? $"[{Name}]" : Name;
}
