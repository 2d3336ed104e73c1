using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3;

// The generator writes each request by itself; what several of them say alike is read by one piece of code.
internal sealed partial record PutObjectRequest : IMakingRequest, IStatedSums;

internal sealed partial record CreateMultipartUploadRequest : IMakingRequest;

internal sealed partial record CopyObjectRequest : IMakingRequest;

internal sealed partial record GetObjectRequest : IReadingRequest;

internal sealed partial record HeadObjectRequest : IReadingRequest;

internal sealed partial record UploadPartRequest : IStatedSums;

internal sealed partial record CompleteMultipartUploadRequest : IStatedSums;

internal sealed partial record CompletedPartShape : IStatedSums;
