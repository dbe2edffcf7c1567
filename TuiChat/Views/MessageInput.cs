using System.Text;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>
/// Where one types: the field with the draft and the earlier inputs of the room on the screen, and the sentence about a line
/// that could not be done.
/// </summary>
sealed class MessageInput : View
{
    const int MaxRows = 6;

    readonly Dictionary<RoomName, Draft> _drafts = [];
    RoomName? _room;

    /// <summary>Makes an empty input of no room.</summary>
    public MessageInput()
    {
        Field = new TextField { Prompt = "> ", Placeholder = "Type a message, or /help", MaxRows = MaxRows, History = new InputHistory(), MaxLength = Limits.MaxTextBytes, MeasureLength = Encoding.UTF8.GetByteCount };
        Field.Changed += () => Problem = null;
        Add(Field);
    }

    /// <summary>The field itself, which has the keyboard.</summary>
    public TextField Field { get; }

    /// <summary>What stands in the field.</summary>
    public string Text => Field.Text;

    /// <summary>Asked when Enter is pressed.</summary>
    public Func<string, AcceptResult>? Accepting
    {
        set => Field.Accepting = value;
    }

    /// <summary>A sentence about the last typed line that could not be done; it goes when something is typed.</summary>
    public string? Problem { get; set; }

    /// <summary>Shows draft and history of another room, and keeps those of the one before.</summary>
    /// <param name="room">The room on the screen, or null for none.</param>
    /// <param name="usedLine">The line in the field when it is what brought the other room; it is no draft any more.</param>
    public void ShowRoom(RoomName? room, string? usedLine = null)
    {
        if (usedLine is not null) Field.History?.Add(usedLine);
        if (_room is { } before) _drafts[before] = new Draft(usedLine is null ? Text : "", Field.History ?? new InputHistory());
        _room = room;
        var draft = room is { } shown ? _drafts.GetValueOrDefault(shown) : null;
        Field.History = draft?.History ?? new InputHistory();
        Field.Text = draft?.Text ?? "";
    }

    /// <inheritdoc/>
    public override int DesiredHeight(int width) => Field.DesiredHeight(width);

    /// <inheritdoc/>
    protected override void LayoutSubViews() => Field.Layout(new Rectangle(0, 0, Frame.Width, Frame.Height));

    sealed record Draft(string Text, InputHistory History);
}
