terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "team" {
  type    = string
  default = "blue"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_iam_policy_document" "ec2" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "people" {
  statement {
    sid     = "People"
    actions = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.ada.arn, "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.team]
    }
  }
  statement {
    sid     = "Chain"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.worker.arn]
    }
  }
}

data "aws_iam_policy_document" "limit" {
  statement {
    not_actions = ["iam:*", "organizations:*"]
    resources   = ["*"]
  }
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["arn:aws:s3:::${var.team}", "arn:aws:s3:::${var.team}/*"]
  }
}

resource "aws_iam_policy" "limit" {
  name   = "tf-limit"
  path   = "/limits/"
  policy = data.aws_iam_policy_document.limit.json
}

resource "aws_iam_policy" "read" {
  name_prefix = "tf-read-"
  policy      = data.aws_iam_policy_document.read.json
}

resource "aws_iam_policy" "shared" {
  name   = "tf-shared"
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_user" "ada" {
  name = "tf-ada"
  path = "/people/"
}

resource "aws_iam_user" "joan" {
  name                 = "tf-joan"
  permissions_boundary = aws_iam_policy.limit.arn
}

resource "aws_iam_group" "readers" {
  name = "tf-readers"
}

resource "aws_iam_role" "worker" {
  name                 = "tf-worker"
  path                 = "/service/"
  description          = "Works for ${var.team}"
  max_session_duration = var.team == "blue" ? 3600 : 7200
  permissions_boundary = var.team == "blue" ? aws_iam_policy.limit.arn : null
  assume_role_policy   = data.aws_iam_policy_document.ec2.json
  tags                 = { team = var.team, kind = "worker" }
}

resource "aws_iam_role" "people" {
  name_prefix        = "tf-people-"
  assume_role_policy = data.aws_iam_policy_document.people.json
}

# The older way: the role owns its policies by its own arguments.
resource "aws_iam_role" "owner" {
  name                  = "tf-owner"
  assume_role_policy    = data.aws_iam_policy_document.ec2.json
  force_detach_policies = true
  managed_policy_arns   = var.team == "blue" ? [aws_iam_policy.read.arn] : [aws_iam_policy.read.arn, "arn:aws:iam::aws:policy/IAMReadOnlyAccess"]

  inline_policy {
    name   = "first"
    policy = data.aws_iam_policy_document.read.json
  }

  inline_policy {
    name   = "second"
    policy = data.aws_iam_policy_document.limit.json
  }
}

resource "aws_iam_role_policy" "inline" {
  name   = "tf-inline"
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_role_policy" "named" {
  name_prefix = "tf-"
  role        = aws_iam_role.people.name
  policy      = data.aws_iam_policy_document.read.json
}

resource "aws_iam_role_policies_exclusive" "worker" {
  role_name    = aws_iam_role.worker.name
  policy_names = [aws_iam_role_policy.inline.name]
}

resource "aws_iam_role_policy_attachment" "read" {
  role       = aws_iam_role.people.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_role_policy_attachment" "managed" {
  role       = aws_iam_role.people.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachments_exclusive" "people" {
  role_name   = aws_iam_role.people.name
  policy_arns = [aws_iam_role_policy_attachment.read.policy_arn, aws_iam_role_policy_attachment.managed.policy_arn]
}

resource "aws_iam_policy_attachment" "shared" {
  name       = "tf-shared"
  policy_arn = aws_iam_policy.shared.arn
  users      = [aws_iam_user.ada.name]
  groups     = var.team == "blue" ? [aws_iam_group.readers.name] : []
  roles      = [aws_iam_role.worker.name]
}

resource "aws_iam_user_policy" "joan" {
  name   = "tf-inline"
  user   = aws_iam_user.joan.name
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_user_policies_exclusive" "joan" {
  user_name    = aws_iam_user.joan.name
  policy_names = [aws_iam_user_policy.joan.name]
}

resource "aws_iam_user_policy_attachment" "joan" {
  user       = aws_iam_user.joan.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_user_policy_attachments_exclusive" "joan" {
  user_name   = aws_iam_user.joan.name
  policy_arns = [aws_iam_user_policy_attachment.joan.policy_arn]
}

resource "aws_iam_group_policy" "readers" {
  name   = "tf-inline"
  group  = aws_iam_group.readers.name
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_group_policies_exclusive" "readers" {
  group_name   = aws_iam_group.readers.name
  policy_names = [aws_iam_group_policy.readers.name]
}

resource "aws_iam_group" "owners" {
  name = "tf-owners"
}

resource "aws_iam_group_policy_attachment" "owners" {
  group      = aws_iam_group.owners.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_group_policy_attachments_exclusive" "owners" {
  group_name  = aws_iam_group.owners.name
  policy_arns = [aws_iam_group_policy_attachment.owners.policy_arn]
}

resource "aws_iam_instance_profile" "worker" {
  name = "tf-worker"
  path = "/service/"
  role = var.team == "blue" ? aws_iam_role.worker.name : aws_iam_role.owner.name
  tags = { team = var.team }
}

resource "aws_iam_instance_profile" "empty" {
  name_prefix = "tf-empty-"
}

resource "aws_iam_service_linked_role" "scaling" {
  aws_service_name = "autoscaling.amazonaws.com"
  custom_suffix    = "tf"
  description      = "Scales for ${var.team}"
  tags             = { team = var.team }
}

resource "aws_iam_service_linked_role" "guard" {
  aws_service_name = "guardduty.amazonaws.com"
}
