namespace TuiChat.Views;

/// <summary>How wide the panels beside the conversation are, and whether they are wanted at all.</summary>
/// <param name="RoomColumns">Of the rooms.</param>
/// <param name="PeopleColumns">Of the people.</param>
/// <param name="ShowsRooms">The rooms are wanted.</param>
/// <param name="ShowsPeople">The people are wanted.</param>
sealed record PanelSizes(int RoomColumns = 18, int PeopleColumns = 16, bool ShowsRooms = true, bool ShowsPeople = true)
{
    /// <summary>10 columns: a narrower panel shows nothing.</summary>
    public const int Least = 10;

    /// <summary>40 columns: a wider one has nothing to show.</summary>
    public const int Most = 40;

    /// <summary>40 columns that the conversation keeps before a panel is shown: a time, a nick and a short line.</summary>
    public const int LeastConversation = 40;

    /// <summary>The columns of the rooms on a screen of a width; 0 where there is no room for them.</summary>
    public int RoomsAt(int width) => ShowsRooms && width >= LeastConversation + RoomColumns ? RoomColumns : 0;

    /// <summary>The columns of the people on a screen of a width; 0 where there is no room for them.</summary>
    public int PeopleAt(int width) => ShowsPeople && width - RoomsAt(width) >= LeastConversation + PeopleColumns ? PeopleColumns : 0;

    /// <summary>Other columns for the rooms, within bounds.</summary>
    public PanelSizes WithRooms(int columns) => this with { RoomColumns = Math.Clamp(columns, Least, Most) };

    /// <summary>Other columns for the people, within bounds.</summary>
    public PanelSizes WithPeople(int columns) => this with { PeopleColumns = Math.Clamp(columns, Least, Most) };
}
