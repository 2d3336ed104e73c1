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

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["iam:GetUser", "iam:ListAccessKeys"]
    resources = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:user/people/*"]
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/team"
      values   = [var.team]
    }
  }
}

resource "aws_iam_policy" "boundary" {
  name        = "tf-boundary"
  path        = "/limits/"
  description = "The most that anybody may do"
  policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }] })
}

resource "aws_iam_policy" "read" {
  name   = "tf-read"
  policy = data.aws_iam_policy_document.read.json
  tags   = { team = var.team }
}

resource "aws_iam_user" "people" {
  for_each             = toset(["ada", "grace", "joan"])
  name                 = "tf-${each.key}"
  path                 = "/people/"
  permissions_boundary = aws_iam_policy.boundary.arn
  tags                 = { team = var.team, name = each.key }
}

resource "aws_iam_access_key" "ada" {
  user   = aws_iam_user.people["ada"].name
  status = var.team == "blue" ? "Active" : "Inactive"
}

resource "aws_iam_group" "readers" {
  name = "tf-readers-${var.team}"
  path = "/teams/"
}

resource "aws_iam_group_membership" "readers" {
  name  = "tf-readers"
  group = aws_iam_group.readers.name
  users = [for user in aws_iam_user.people : user.name if user.name != "tf-joan"]
}

# The membership above owns its whole group, so whoever is added one by one needs another.
resource "aws_iam_group" "guests" {
  name = "tf-guests"
}

resource "aws_iam_user_group_membership" "joan" {
  user   = aws_iam_user.people["joan"].name
  groups = [aws_iam_group.guests.name]
}

resource "aws_iam_group_policy_attachment" "readers" {
  group      = aws_iam_group.readers.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_user_policy_attachment" "grace" {
  user       = aws_iam_user.people["grace"].name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_user_policy" "ada" {
  name   = "tf-inline"
  user   = aws_iam_user.people["ada"].name
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_group_policy" "readers" {
  name   = "tf-inline"
  group  = aws_iam_group.readers.name
  policy = data.aws_iam_policy_document.read.json
}

output "arns" {
  value = [for user in aws_iam_user.people : user.arn]
}
