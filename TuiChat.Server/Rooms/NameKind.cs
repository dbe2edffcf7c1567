namespace TuiChat.Server.Rooms;

/// <summary>How somebody holds a name.</summary>
enum NameKind
{
    /// <summary>A guest is here under it.</summary>
    Guest,

    /// <summary>It is that of an account.</summary>
    Account,

    /// <summary>It was that of an account until some days ago.</summary>
    Former,
}
