using System.Threading.Channels;

namespace TuiChat.Linear;

/// <summary>
/// The loop of the client without a screen: one turn after the other, on whichever thread. At most 1,024 turns wait; who posts more
/// waits with them.
/// </summary>
sealed class LineLoop : IDisposable
{
    readonly Channel<Action> _turns = Channel.CreateBounded<Action>(new BoundedChannelOptions(1024) { SingleReader = true });
    readonly CancellationTokenSource _stop = new();

    /// <summary>Fires when the loop is to end.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Ends the loop after this turn.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <summary>Lets something be done in a turn of its own. Any thread. False when the loop has ended.</summary>
    public async Task<bool> PostAsync(Action turn)
    {
        try
        {
            await _turns.Writer.WriteAsync(turn, _stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Takes turns until <see cref="Stop"/>.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var turn = await _turns.Reader.ReadAsync(_stop.Token).ConfigureAwait(false);
                turn();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // That is the end.
        }
    }
}
