using Microsoft.Data.Sqlite;

namespace TuiChat.History;

/// <summary>The prepared statements of one connection; they live and end with it.</summary>
sealed class HistoryStatements(SqliteConnection connection) : IDisposable
{
    readonly List<SqliteCommand> _all = [];

    /// <summary>The connection.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Prepares a statement with parameters of these names, which get their values by position.</summary>
    public SqliteCommand Prepare(string text, params string[] parameters)
    {
        var command = connection.CreateCommand();
        _all.Add(command);
#pragma warning disable CA2100 // Constant texts of this folder; values are parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }

    /// <summary>Runs a statement that has no values.</summary>
    public void Run(string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this folder.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The text that a query without values gives, or null.</summary>
    public string? Text(string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this folder.
        command.CommandText = text;
#pragma warning restore CA2100
        return command.ExecuteScalar() as string;
    }

    /// <summary>The number that a query without values gives.</summary>
    public long Number(string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this folder.
        command.CommandText = text;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!; // only for queries that give a number
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _all) command.Dispose();
        connection.Dispose();
    }
}
