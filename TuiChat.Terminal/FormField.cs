namespace TuiChat.Terminal;

/// <summary>A line of a <see cref="Form"/>.</summary>
/// <param name="label">What is asked for.</param>
/// <param name="field">Where it is written.</param>
/// <param name="check">Says what is wrong with a text, or null when nothing is.</param>
public sealed class FormField(string label, TextField field, Func<string, string?>? check = null)
{
    /// <summary>What is asked for.</summary>
    public string Label { get; } = label;

    /// <summary>Where it is written.</summary>
    public TextField Field { get; } = field;

    /// <summary>What is wrong, shown under the field; "" when nothing is known to be.</summary>
    public string Error { get; set; } = "";

    /// <summary>Looks at the text now. False, with <see cref="Error"/> set, when it cannot be taken.</summary>
    public bool Check()
    {
        Error = Field.Remaining < 0 ? $"Too long by {-Field.Remaining}." : check?.Invoke(Field.Text) ?? "";
        return Error.Length == 0;
    }
}
