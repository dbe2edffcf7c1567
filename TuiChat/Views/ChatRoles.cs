using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The roles that a theme gives a look in the chat, beside the <see cref="StandardRoles"/>.</summary>
static class ChatRoles
{
    /// <summary>The line with room and topic above a conversation.</summary>
    public const string Topic = "topic";

    /// <summary>The name of the room in that line.</summary>
    public const string TopicRoom = "topic.room";

    /// <summary>The time before a line.</summary>
    public const string Time = "time";

    /// <summary>Our own nickname before our lines.</summary>
    public const string Self = "nick.self";

    /// <summary>A line that names us.</summary>
    public const string Mention = "mention";

    /// <summary>An own line that is not confirmed.</summary>
    public const string Waiting = "waiting";

    /// <summary>Joins, leaves and changes of the topic.</summary>
    public const string Presence = "presence";

    /// <summary>The line where the day changes.</summary>
    public const string Day = "day";

    /// <summary>The line above the first unread one.</summary>
    public const string New = "new";

    /// <summary>The operator speaking to all rooms.</summary>
    public const string Announcement = "announcement";

    /// <summary>What the client itself says.</summary>
    public const string Local = "local";

    /// <summary>A line that is quoted or answered.</summary>
    public const string Quote = "quote";

    /// <summary>Code within a line.</summary>
    public const string Code = "code";

    /// <summary>Lines of code.</summary>
    public const string CodeBlock = "code.block";

    /// <summary>The edge at the left of lines of code.</summary>
    public const string CodeEdge = "code.edge";

    /// <summary>An address that can be opened.</summary>
    public const string Link = "link";

    /// <summary>What is hidden until asked for, hidden and shown.</summary>
    public const string Spoiler = "spoiler";

    /// <summary>A reaction below a line.</summary>
    public const string Reaction = "reaction";

    /// <summary>A reaction that is ours too.</summary>
    public const string OwnReaction = "reaction.own";

    /// <summary>Marks behind a line: sent, edited.</summary>
    public const string Mark = "mark";

    /// <summary>The sidebar with the rooms.</summary>
    public const string Sidebar = "sidebar";

    /// <summary>Headings in the sidebar and the people panel.</summary>
    public const string SidebarTitle = "sidebar.title";

    /// <summary>The room on the screen, in the sidebar.</summary>
    public const string SidebarCurrent = "sidebar.current";

    /// <summary>A room in which somebody came or left.</summary>
    public const string SidebarLow = "sidebar.low";

    /// <summary>A room with unread lines.</summary>
    public const string SidebarUnread = "sidebar.unread";

    /// <summary>A room in which somebody named us.</summary>
    public const string SidebarMention = "sidebar.mention";

    /// <summary>A room that is not to disturb.</summary>
    public const string SidebarMuted = "sidebar.muted";

    /// <summary>The part of the status line that warns.</summary>
    public const string StatusWarning = "status.warning";

    /// <summary>All of it, for theme files.</summary>
    public static ThemeSchema Schema { get; } = new(
    [
        new(Topic, "room and topic above the conversation", StandardRoles.Text, TextStyle.Reverse),
        new(TopicRoom, "the name of the room in that line", Topic, TextStyle.Reverse | TextStyle.Bold),
        new(Time, "the time before a line", StandardRoles.Dim, TextStyle.Dim),
        new(Self, "your own nickname before your lines", StandardRoles.Text, TextStyle.Bold),
        new(Mention, "a line that names you", StandardRoles.Text, TextStyle.Bold),
        new(Waiting, "a line of yours that is not confirmed", StandardRoles.Dim, TextStyle.Dim),
        new(Presence, "joins, leaves and topic changes", StandardRoles.Dim, TextStyle.Dim),
        new(Day, "the line where the day changes", StandardRoles.Dim, TextStyle.Dim),
        new(New, "the line above the first unread one", StandardRoles.Error, TextStyle.Bold),
        new(Announcement, "the operator speaking to all rooms", StandardRoles.Title, TextStyle.Bold),
        new(Local, "what the program itself says", StandardRoles.Dim),
        new(Quote, "a line that is quoted or answered", StandardRoles.Dim),
        new(Code, "code within a line", StandardRoles.Dialog, TextStyle.Reverse),
        new(CodeBlock, "lines of code", StandardRoles.Dialog),
        new(CodeEdge, "the edge at the left of lines of code", StandardRoles.Dim),
        new(Link, "an address that can be opened", StandardRoles.Title, TextStyle.Underline),
        new(Spoiler, "what is hidden until you ask for it", StandardRoles.Dim, TextStyle.Italic),
        new(Reaction, "a reaction below a line", StandardRoles.Dim),
        new(OwnReaction, "a reaction that is yours too", StandardRoles.Title, TextStyle.Bold),
        new(Mark, "marks behind a line: sent, edited", StandardRoles.Dim, TextStyle.Dim),
        new(Sidebar, "the list of rooms and the list of people", HoldsNames: true),
        new(SidebarTitle, "headings in both", Sidebar, TextStyle.Bold),
        new(SidebarCurrent, "the room on the screen", StandardRoles.Selection, TextStyle.Reverse),
        new(SidebarLow, "a room in which somebody came or left", Sidebar),
        new(SidebarUnread, "a room with unread lines", Sidebar, TextStyle.Bold),
        new(SidebarMention, "a room in which somebody named you", SidebarUnread, TextStyle.Bold | TextStyle.Underline),
        new(SidebarMuted, "a room that is not to disturb", Sidebar, TextStyle.Dim),
        new(StatusWarning, "the part of the status line that warns", StandardRoles.Status, TextStyle.Reverse | TextStyle.Bold),
    ]);
}
