using TuiChat.Server.Commands;

namespace TuiChat.Tests.Server.Commands;

public sealed class TokenBucketTests
{
    [Fact]
    public void Take_BurstThenRate()
    {
        var time = new ManualTime();
        var bucket = new TokenBucket(time);
        for (var i = 0; i < 5; i++) Assert.Equal(TimeSpan.Zero, bucket.Take(1, 2, 5));
        Assert.Equal(TimeSpan.FromMilliseconds(500), bucket.Take(1, 2, 5));
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(TimeSpan.Zero, bucket.Take(1, 2, 5));
        Assert.NotEqual(TimeSpan.Zero, bucket.Take(1, 2, 5));
    }

    [Fact]
    public void Take_MoreThanTheBucketHolds_CostsAFullOne()
    {
        var time = new ManualTime();
        var bucket = new TokenBucket(time);
        Assert.Equal(TimeSpan.Zero, bucket.Take(33, 10, 5));
        Assert.Equal(TimeSpan.FromMilliseconds(100), bucket.Take(1, 10, 5));
    }

    [Fact]
    public void Charge_TakesWhatIsThere_AndIsPaidBackByWaiting()
    {
        var time = new ManualTime();
        var bucket = new TokenBucket(time);
        bucket.Charge(33, 5);
        Assert.Equal(TimeSpan.FromMilliseconds(100), bucket.Take(1, 10, 5));
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(TimeSpan.Zero, bucket.Take(5, 10, 5));
    }
}
