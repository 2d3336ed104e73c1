namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>What an event data store may be set to.</summary>
internal static class StoreSettings
{
    /// <summary>The retention of a store, checked against its billing mode.</summary>
    /// <exception cref="InvalidParameterException">It cannot be that long, or that short.</exception>
    public static int DaysOf(int? days, string billingMode)
    {
        var most = billingMode == BillingMode.FixedRetentionPricing ? EventDataStore.FixedDaysMax : EventDataStore.ExtendableDaysMax;
        var period = days ?? (billingMode == BillingMode.FixedRetentionPricing ? EventDataStore.FixedDaysMax : 366);
        return period >= EventDataStore.DaysMin && period <= most
            ? period
            : throw new InvalidParameterException($"The retention period must be between {EventDataStore.DaysMin} and {most} days for the billing mode {billingMode}.");
    }

    /// <summary>Refuses what needs something that is not here.</summary>
    /// <exception cref="OrganizationsNotInUseException">A store of an organization is asked for.</exception>
    /// <exception cref="UnsupportedOperationException">A key of one's own is asked for.</exception>
    public static void CheckAvailable(bool? isOrganization, string? kmsKeyId)
    {
        if (isOrganization == true)
        {
            throw new OrganizationsNotInUseException("Your account is not a member of an organization.");
        }

        if (kmsKeyId is not null)
        {
            throw new UnsupportedOperationException("Event data stores with a KMS key of their own are not supported here.");
        }
    }
}
