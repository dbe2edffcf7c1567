using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Inputs;
using TuiChat.Terminal;

namespace TuiChat.Suggestions;

/// <summary>
/// What completes the line being typed: commands and their arguments from the table that runs them, emoji behind a colon, people
/// and rooms in text. Offers nothing by itself while plain words are typed.
/// </summary>
sealed class InputCompletion
{
    /// <summary>2 letters behind a colon open the list of emoji: one is often a smiley.</summary>
    const int LeastEmojiLetters = 2;

    readonly CommandTable _commands;
    readonly InputOptions _options;
    readonly PeopleCompletion _people;

    /// <summary>Makes the completion for a client.</summary>
    public InputCompletion(ChatClient client, CommandTable commands, InputOptions options)
    {
        _commands = commands;
        _options = options;
        _people = new PeopleCompletion(client);
        var rooms = new RoomCompletion(client);
        var files = new FileCompletion(Environment.CurrentDirectory, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), client.Time);
        rooms.Changed += () => Changed?.Invoke();
        files.Changed += () => Changed?.Invoke();
        Sources = new()
        {
            [ArgumentKind.Room] = rooms.All,
            [ArgumentKind.JoinedRoom] = rooms.Joined,
            [ArgumentKind.Person] = _people.All,
            [ArgumentKind.People] = _people.All,
            [ArgumentKind.Color] = typed => Words(Color.KnownNames, typed),
            [ArgumentKind.Command] = typed => CommandNames(typed, ""),
            [ArgumentKind.File] = files.Find,
            [ArgumentKind.Emoji] = EmojiCompletion.Find,
        };
    }

    /// <summary>There may be more to offer for what is typed now.</summary>
    public event Action? Changed;

    /// <summary>What finds the values of an argument by what is typed of it; others may be added.</summary>
    public Dictionary<ArgumentKind, Func<string, IReadOnlyList<Completion>>> Sources { get; }

    /// <summary>What finds the values of the setting of a key by what is typed of them; null offers none.</summary>
    public Func<string, string, IReadOnlyList<Completion>>? SettingValues { get; set; }

    /// <summary>Those of some words that begin like what is typed.</summary>
    public static IReadOnlyList<Completion> Words(IEnumerable<string> words, string typed)
    {
        var best = new BestMatches<string>();
        foreach (var word in words) best.Offer(NameMatch.Score(typed, word), word);
        return [.. best.Items.Select(word => new Completion(word))];
    }

    /// <summary>The <see cref="CompletionSource"/>.</summary>
    public CompletionList? Complete(string text, int caret, bool isAsked)
    {
        if (Emoji(text, caret, isAsked) is { } emoji) return emoji;
        return text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) ? Command(text[..caret], isAsked) : Plain(text, 0, caret, isAsked);
    }

    static CompletionList? Emoji(string text, int caret, bool isAsked)
    {
        var colon = EmojiTable.ColonBefore(text, caret);
        var letters = caret - colon - 1;
        if (colon < 0 || letters < (isAsked ? 1 : LeastEmojiLetters)) return null;
        var found = EmojiCompletion.Find(text[(colon + 1)..caret]);
        return found.Count == 0 ? null : new CompletionList(colon, found, Opens: true);
    }

    /// <summary>People and rooms within text; unasked only where their sign stands before them.</summary>
    CompletionList? Plain(string text, int first, int caret, bool isAsked)
    {
        var start = caret;
        while (start > first && !char.IsWhiteSpace(text[start - 1])) start--;
        var sign = start < caret ? text[start] : ' ';
        if (!isAsked && sign is not ('@' or '#')) return null;
        var typed = text[start..caret];
        var found = sign switch
        {
            '@' => _people.OfRoom(typed[1..], " ", prefix: "@"),
            '#' => [.. Sources[ArgumentKind.Room](typed).Select(room => room with { Text = "#" + room.Text })],
            _ => _people.OfRoom(typed, start == 0 ? _options.NameSign : " "),
        };
        return found.Count == 0 ? null : new CompletionList(start, found, Opens: sign is '@' or '#' && typed.Length > 1);
    }

    CompletionList? Command(string head, bool isAsked)
    {
        if (_commands.Parse(head) is not { } parsed || parsed.TextStart > head.Length || parsed.TextStart == parsed.NameEnd)
        {
            var names = CommandNames(head[1..], "/");
            return names.Count == 0 ? null : new CompletionList(0, names, Opens: true);
        }
        var (command, start) = (parsed.Command, parsed.TextStart);
        var ranges = CommandLineWords.Ranges(head[start..], command.Arguments);
        if (ranges.Count == 0 || ranges[^1].End.Value != head.Length - start) return null;
        var argument = command.Arguments[ranges.Count - 1];
        start += ranges[^1].Start.Value;
        var typed = head[start..];
        var hint = $"{command.Usage} · {Commands.Command.Explain(argument)}";
        if (argument.Kind == ArgumentKind.Text) return FreeText(head, start, argument, hint, isAsked);
        if (argument.Kind == ArgumentKind.People && typed.LastIndexOf(',') is >= 0 and var comma) (start, typed) = (start + comma + 1, typed[(comma + 1)..]);
        if (argument.Kind == ArgumentKind.SettingValue) return new CompletionList(start, SettingValues?.Invoke(head[parsed.TextStart..][ranges[0]], typed) ?? [], Opens: true, hint);
        var suffix = command.Arguments.Skip(ranges.Count).Any(next => next is not { IsSecret: true, IsOptional: true }) ? " " : "";
        return new CompletionList(start, Values(argument, typed, suffix), Opens: true, hint);
    }

    /// <summary>What it is stands above the line until it is begun; then it is text as everywhere.</summary>
    CompletionList? FreeText(string head, int start, Argument argument, string hint, bool isAsked) => head.Length == start
        ? new CompletionList(start, Values(argument, "", ""), Opens: true, hint)
        : Plain(head, start, head.Length, isAsked);

    IReadOnlyList<Completion> Values(Argument argument, string typed, string suffix)
    {
        if (argument.IsSecret) return [];
        var words = argument.Words.Where(word => word.Word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(word => new Completion(word.Word, word.Help, suffix));
        if (!Sources.TryGetValue(argument.Kind, out var find)) return [.. words];
        var found = find(typed).Select(item => item.Suffix == " " ? item with { Suffix = suffix } : item);
        return typed.Length == 0 ? [.. found, .. words] : [.. words, .. found];
    }

    /// <summary>The commands whose name begins so, in the order of help; then those with such another name.</summary>
    List<Completion> CommandNames(string typed, string slash)
    {
        var found = new List<Completion>();
        foreach (var command in _commands.All)
        {
            if (command.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) found.Add(Describe(command, slash + command.Name));
        }
        if (typed.Length == 0) return found;
        foreach (var command in _commands.All)
        {
            foreach (var alias in command.Aliases)
            {
                if (alias.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) found.Add(Describe(command, slash + alias));
            }
        }
        return found;
    }

    static Completion Describe(Command command, string text)
    {
        var arguments = string.Join(' ', command.Arguments.Select(argument => argument.Shown));
        return new(text, arguments.Length == 0 ? command.Help : $"{arguments}  {command.Help}", command.Arguments.Count == 0 ? "" : " ");
    }
}
