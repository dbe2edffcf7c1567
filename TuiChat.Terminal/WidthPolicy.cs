namespace TuiChat.Terminal;

/// <summary>
/// How many columns characters take whose width Unicode leaves open (East Asian Width "Ambiguous": §, ±, é, Greek, box drawing):
/// one, or two as in terminals with an East Asian font. Holds on the thread that makes it, until it is disposed; without one they take one.
/// <see cref="Application"/> makes one around everything it does, so that measuring and drawing agree.
/// </summary>
public readonly ref struct WidthPolicy
{
    [ThreadStatic]
    static bool _isWide;

    readonly bool _before;

    /// <summary>Says it for this thread.</summary>
    public WidthPolicy(bool ambiguousIsWide)
    {
        _before = _isWide;
        _isWide = ambiguousIsWide;
    }

    /// <summary>Such characters take two columns now.</summary>
    public static bool AmbiguousIsWide => _isWide;

    /// <summary>
    /// A sign of our own that has to take one column, such as a border: itself, or what stands for it where it would take two.
    /// </summary>
    public static char OneColumn(char sign) => !_isWide || TextWidth.Measure(new System.Text.Rune(sign)) == 1 ? sign : sign switch
    {
        '\u2500' => '-',
        '\u2502' => '|',
        '\u250c' or '\u2510' or '\u2514' or '\u2518' => '+',
        '\u2191' => '^',
        '\u2193' => 'v',
        _ => '*',
    };

    /// <summary>What was said before holds again.</summary>
    public void Dispose() => _isWide = _before;
}
