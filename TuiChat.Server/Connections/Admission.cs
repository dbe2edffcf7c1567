namespace TuiChat.Server.Connections;

/// <summary>What the gate says about a new connection.</summary>
enum Admission
{
    /// <summary>It may stay.</summary>
    Admitted,

    /// <summary>There are too many from its address.</summary>
    TooManyFromAddress,

    /// <summary>There are too many in all.</summary>
    TooMany,

    /// <summary>There are so many that not even a refusal is said.</summary>
    Dropped,
}
