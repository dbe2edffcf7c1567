using Microsoft.Data.Sqlite;

namespace TuiChat.Server.Storage;

/// <summary>Work on the database that waits for the thread that owns the connection: the writer's or the reader's.</summary>
abstract class PendingWork : PendingWrite
{
    /// <summary>Does it, on the thread of the connection. Throws what the work throws.</summary>
    public abstract void Run(SqliteConnection connection);

    /// <summary>What it did holds: whoever waits goes on, on another thread.</summary>
    public abstract void Complete();

    /// <summary>It was not done, and why.</summary>
    public abstract void Fail(Exception why);

    /// <summary>Work with a result.</summary>
    public sealed class With<T>(Func<SqliteConnection, T> work) : PendingWork
    {
        readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T? _result;

        /// <summary>Completes with the result, or fails.</summary>
        public Task<T> Task => _done.Task;

        /// <inheritdoc/>
        public override void Run(SqliteConnection connection) => _result = work(connection);

        /// <inheritdoc/>
        public override void Complete() => _done.SetResult(_result!); // set by Run, which comes before

        /// <inheritdoc/>
        public override void Fail(Exception why) => _done.SetException(why);
    }
}
