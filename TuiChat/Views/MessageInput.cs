using System.Globalization;
using System.Text;
using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Inputs;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Suggestions;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>
/// Where one types: the field with the draft and the earlier inputs of the room on the screen, its completion, and the sentence
/// about a line that could not be done.
/// </summary>
sealed class MessageInput : View
{
    const int MaxRows = 6;

    readonly ChatClient _client;
    readonly CommandTable _commands;
    readonly Autocomplete _autocomplete;
    readonly Dictionary<(string Server, RoomName Room), Draft> _drafts = [];
    readonly Dictionary<(string Server, RoomName Room), string> _keptDrafts = [];
    (string Server, RoomName Room)? _place;
    InputKeeper? _keeper;
    string? _sharedOf;
    Action? _closeEditor;
    Task _editing = Task.CompletedTask;
    Task<(string? Text, string? Problem)> _editor = Task.FromResult<(string?, string?)>(default);
    (string Server, RoomName Room)? _edited;
    bool _hasPrefix;

    /// <summary>Makes an empty input of no room.</summary>
    public MessageInput(ChatClient client, CommandTable commands)
    {
        _client = client;
        _commands = commands;
        Completion = new InputCompletion(client, commands, Options);
        Field = new TextField
        {
            Prompt = "> ",
            Placeholder = "Type a message, or /help",
            MaxRows = MaxRows,
            IsUnderlined = false,
            History = new InputHistory(),
            SharedHistory = new InputHistory(),
            MeasureLength = Encoding.UTF8.GetByteCount,
            Remembering = line => !commands.IsSecret(line),
        };
        var autocomplete = _autocomplete = new Autocomplete(Field, Completion.Complete);
        Completion.Changed += autocomplete.Reload;
        autocomplete.Chose += Hints.Completed;
        Field.Changed += OnChanged;
        Field.Remembered += line =>
        {
            if (_place is { } place) _keeper?.KeepLine(place.Server, place.Room.Value, line);
        };
        Field.Typed += ReplaceEmoji;
        Field.Pasting = TakePaste;
        Field.Previewing = Preview;
        Field.TooLong += TellLength;
        Add(Field);
    }

    /// <summary>Where the variables that name the editor are looked up.</summary>
    public Func<string, string?> Environment { get; set; } = System.Environment.GetEnvironmentVariable;

    /// <summary>What one can do next.</summary>
    public Hints Hints { get; } = new();

    /// <summary>What people may choose about typing.</summary>
    public InputOptions Options { get; } = new();

    /// <summary>What completes the line.</summary>
    public InputCompletion Completion { get; }

    /// <summary>The field itself, which has the keyboard.</summary>
    public TextField Field { get; }

    /// <summary>Rows right above that completion leaves free: the status line, which says what the keys do.</summary>
    public int RowsKeptFree
    {
        set => _autocomplete.RowsKeptFree = value;
    }

    /// <summary>What stands in the field.</summary>
    public string Text => Field.Text;

    /// <summary>Asked when Enter is pressed.</summary>
    public Func<string, AcceptResult>? Accepting
    {
        set => Field.Accepting = value;
    }

    /// <summary>A sentence about the last typed line that could not be done; it goes when something is typed.</summary>
    public string? Problem { get; set; }

    /// <summary>Begins to keep drafts and histories over restarts. Called before the first room.</summary>
    public void KeepIn(InputKeeper keeper)
    {
        _keeper = keeper;
        keeper.Troubled += problem => _client.Tell(problem, isError: true);
    }

    /// <summary>Shows draft and history of another room, and keeps those of the one before.</summary>
    /// <param name="room">The room on the screen, or null for none.</param>
    /// <param name="usedLine">The line in the field when it is what brought the other room; it is no draft any more.</param>
    public void ShowRoom(RoomName? room, string? usedLine = null)
    {
        if (usedLine is not null) Field.Remember(usedLine);
        if (_place is { } before) Leave(before, usedLine is null ? Text : "");
        _place = room is { } shown && _client.State.Place is { } here ? (here.Server, shown) : null;
        var draft = _place is { } place ? Enter(place) : null;
        Field.History = draft?.History ?? new InputHistory();
        Field.Text = draft?.Text ?? "";
    }

    /// <inheritdoc/>
    public override int DesiredHeight(int width) => Field.DesiredHeight(width);

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        Field.MaxLength = MaxBytes;
        Field.Layout(new Rectangle(0, 0, Frame.Width, Frame.Height));
    }

    /// <summary>Puts somebody's name at the caret, as completion does.</summary>
    public void Address(Nickname nick)
    {
        var caret = Field.Buffer.Caret;
        var gap = caret > 0 && !char.IsWhiteSpace(Text[caret - 1]) ? " " : "";
        Field.InsertText($"{gap}{nick}{(caret == 0 ? Options.NameSign : " ")}");
    }

    void OnChanged()
    {
        Problem = null;
        if (_place is { } place) KeepDraft(place, Text);
    }

    void Leave((string Server, RoomName Room) place, string text)
    {
        KeepDraft(place, text);
        _drafts[place] = new Draft(text, Field.History ?? new InputHistory());
    }

    /// <summary>A secret in a command is kept nowhere, not even half typed.</summary>
    void KeepDraft((string Server, RoomName Room) place, string text)
    {
        if (_keeper is null) return;
        var draft = _commands.IsSecret(text) ? "" : text;
        if (_keptDrafts.GetValueOrDefault(place, "") == draft) return;
        _keptDrafts[place] = draft;
        _keeper.KeepDraft(place.Server, place.Room.Value, draft);
    }

    Draft Enter((string Server, RoomName Room) place)
    {
        if (_sharedOf != place.Server)
        {
            _sharedOf = place.Server;
            Field.SharedHistory?.Load(_keeper?.Lines(place.Server) ?? []);
        }
        if (_drafts.TryGetValue(place, out var draft)) return draft;
        var kept = _keeper?.Room(place.Server, place.Room.Value) ?? new KeptRoom();
        _keptDrafts[place] = kept.Draft;
        var history = new InputHistory(InputStore.MaxLines);
        history.Load(kept.Lines);
        return new Draft(kept.Draft, history);
    }

    int MaxBytes => _client.State.Welcome?.MaxText ?? Limits.MaxTextBytes;

    void TellLength() => Problem = string.Create(CultureInfo.InvariantCulture,
        $"This is {-Field.Remaining ?? 0:#,0} bytes too long for one message ({MaxBytes:#,0}). Shorten it, or send it in parts.");

    /// <summary>The keys of the editor, before the field looks at them: the second of two is one of the field's otherwise.</summary>
    bool Preview(Key key)
    {
        var isSecond = _hasPrefix && key == Key.Parse("Ctrl+E");
        var action = KeyBindings.Find("input", key);
        _hasPrefix = action == "input.prefix";
        if (isSecond || action == "input.editor") OpenEditor();
        return isSecond || action is not null;
    }

    void OpenEditor()
    {
        if (!_editing.IsCompleted) return;
        if (ExternalEditor.Command(Environment) is { } command) _editing = EditOutsideAsync(command);
        else Problem = "No editor is set: set VISUAL or EDITOR, for example EDITOR=nano, and start again.";
    }

    /// <summary>The text goes to the place it came from, also when another room has come on the screen meanwhile.</summary>
    async Task EditOutsideAsync(string command)
    {
        if (Application is not { } application) return;
        var place = _edited = _place;
        var history = Field.History;
        (string? Text, string? Problem) result = default;
        using var ending = new CancellationTokenSource();
        _closeEditor = ending.Cancel;
        await application.RunOutsideAsync(async () => result = await (_editor = ExternalEditor.EditAsync(command, Text, ending.Token)));
        (_closeEditor, _edited) = (null, null);
        if (result.Problem is not null) Problem = result.Problem;
        if (result.Text is not { } written) return;
        var text = Clean(written);
        if (place == _place)
        {
            Field.Buffer.Replace(0, Text.Length, text);
            Field.InsertText("");
        }
        else if (place is { } before)
        {
            KeepDraft(before, text);
            _drafts[before] = new Draft(text, history ?? new InputHistory());
            Problem = $"What you wrote in the editor is the draft of {_client.State.Find(before.Room)?.Title ?? before.Room.Value}.";
        }
    }

    static string Clean(string text) => TextWidth.Sanitize(text.ReplaceLineEndings("\n").Replace("\t", "    ", StringComparison.Ordinal), keepLineBreaks: true);

    /// <summary>The program ends, and the loop has: an editor that is still open is closed, and what it had saved is kept as a draft.</summary>
    public async Task EndAsync()
    {
        _closeEditor?.Invoke();
        var (text, _) = await _editor.ConfigureAwait(false);
        if (_edited is { } place && text is not null) KeepDraft(place, Clean(text));
    }

    /// <summary>Short pastes go into the line; many lines, or more than a message takes, are asked about. Nothing is ever sent by itself.</summary>
    bool TakePaste(Pasted paste)
    {
        var text = TextWidth.Sanitize(paste.Text, keepLineBreaks: true).TrimEnd('\n');
        var whole = Text.Insert(Field.Buffer.Caret, text);
        var isLong = text.Count('\n') >= Options.QuietPasteLines || Encoding.UTF8.GetByteCount(whole) > MaxBytes || paste.IsTruncated;
        if (!isLong || Text.StartsWith('/') || Application is not { } application)
        {
            Field.InsertText(text);
            return true;
        }
        var question = new PasteQuestion(whole, MaxBytes, Outbox.MaxLines - _client.UnsentLines, paste.IsTruncated);
        question.Edited += () => Field.InsertText(text);
        question.Sent += SendAll;
        question.Open(application);
        return true;
    }

    /// <summary>What cannot be sent stays in the field.</summary>
    void SendAll(IReadOnlyList<string> messages)
    {
        var sent = messages.TakeWhile(message => (Problem = _client.Say(message)) is null).Count();
        var problem = Problem;
        if (sent > 0) Field.Text = string.Join('\n', messages.Skip(sent));
        Problem = problem;
    }

    /// <summary>With the closing colon a name becomes the emoji; undo brings the name back.</summary>
    void ReplaceEmoji(Rune typed)
    {
        var buffer = Field.Buffer;
        var end = buffer.Caret - 1;
        if (!Options.ReplacesEmoji || typed.Value != ':' || EmojiTable.ColonBefore(Text, end) is not (>= 0 and var start)) return;
        if (IsInCode(start) || EmojiTable.Instance.Find(Text[(start + 1)..end]) is not { } emoji) return;
        buffer.Replace(start, end + 1 - start, emoji);
    }

    /// <summary>Between an odd backtick and the next one everything stays as it is.</summary>
    bool IsInCode(int index) => Text.AsSpan(0, index).Count('`') % 2 == 1;

    sealed record Draft(string Text, InputHistory History);
}
