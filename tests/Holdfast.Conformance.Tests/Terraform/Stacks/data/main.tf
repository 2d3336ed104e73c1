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

data "aws_iam_session_context" "current" {
  arn = data.aws_caller_identity.current.arn
}

data "aws_iam_policy" "by_name" {
  name = "ReadOnlyAccess"

  lifecycle {
    postcondition {
      condition     = self.arn == "arn:aws:iam::aws:policy/ReadOnlyAccess" && length(jsondecode(self.policy).Statement) > 0
      error_message = "The policy of AWS is not what it should be."
    }
  }
}

data "aws_iam_policy" "by_arn" {
  arn = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"

  lifecycle {
    postcondition {
      condition     = self.name == "ViewOnlyAccess" && self.path == "/job-function/"
      error_message = "The policy of AWS is not what it should be."
    }
  }
}

data "aws_iam_policy_document" "base" {
  source_policy_documents = [jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Own", Effect = "Allow", Action = "iam:GetUser", Resource = "*" }]
  })]
  statement {
    sid     = "Buckets"
    actions = ["s3:GetObject"]
    resources = [
      "arn:aws:s3:::${var.team}/$${aws:username}/*",
    ]
  }
  statement {
    sid       = "Never"
    effect    = "Deny"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::${var.team}/*/secret"]
    condition {
      test     = "BoolIfExists"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["false"]
    }
  }
}

resource "aws_iam_user" "ada" {
  name = "tf-ada"
  path = "/data/"
  tags = { team = var.team }
}

resource "aws_iam_user" "joan" {
  name                 = "tf-joan"
  path                 = "/data/"
  permissions_boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_user_policy" "ada" {
  name   = "base"
  user   = aws_iam_user.ada.name
  policy = data.aws_iam_policy_document.base.json
}

resource "aws_iam_group" "readers" {
  name = "tf-readers"
  path = "/data/"
}

resource "aws_iam_group_membership" "readers" {
  name  = "tf-readers"
  group = aws_iam_group.readers.name
  users = [aws_iam_user.ada.name, aws_iam_user.joan.name]
}

resource "aws_iam_role" "roles" {
  for_each           = toset(["one", "two", "three"])
  name               = "tf-data-${each.key}"
  path               = "/data/"
  description        = "Number ${each.key} of ${var.team}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = data.aws_caller_identity.current.account_id } }] })
}

resource "aws_iam_instance_profile" "profiles" {
  for_each = toset(["a", "b"])
  name     = "tf-data-${each.key}"
  role     = aws_iam_role.roles["one"].name
}

data "aws_iam_user" "joan" {
  user_name = aws_iam_user.joan.name

  lifecycle {
    postcondition {
      condition     = self.permissions_boundary == "arn:aws:iam::aws:policy/ReadOnlyAccess" && self.user_id == aws_iam_user.joan.unique_id
      error_message = "Another user was found."
    }
  }
}

data "aws_iam_users" "people" {
  path_prefix = "/data/"
  depends_on  = [aws_iam_user.ada, aws_iam_user.joan]

  lifecycle {
    postcondition {
      condition     = tolist(self.names) == tolist(["tf-ada", "tf-joan"])
      error_message = "Other users were found."
    }
  }
}

data "aws_iam_group" "readers" {
  group_name = aws_iam_group_membership.readers.group

  lifecycle {
    postcondition {
      condition     = toset([for user in self.users : user.user_name]) == toset(["tf-ada", "tf-joan"])
      error_message = "The group has other members."
    }
  }
}

data "aws_iam_role" "one" {
  name = aws_iam_role.roles["one"].name

  lifecycle {
    postcondition {
      condition     = self.description == "Number one of ${var.team}" && self.unique_id == aws_iam_role.roles["one"].unique_id
      error_message = "Another role was found."
    }
  }
}

data "aws_iam_roles" "some" {
  path_prefix = "/data/"
  name_regex  = "-t"
  depends_on  = [aws_iam_role.roles]

  lifecycle {
    postcondition {
      condition     = self.names == toset(["tf-data-three", "tf-data-two"])
      error_message = "Other roles were found."
    }
  }
}

data "aws_iam_instance_profile" "a" {
  name = aws_iam_instance_profile.profiles["a"].name

  lifecycle {
    postcondition {
      condition     = self.role_arn == aws_iam_role.roles["one"].arn && self.role_id == aws_iam_role.roles["one"].unique_id
      error_message = "The profile has another role."
    }
  }
}

data "aws_iam_instance_profiles" "one" {
  role_name  = aws_iam_role.roles["one"].name
  depends_on = [aws_iam_instance_profile.profiles]

  lifecycle {
    postcondition {
      condition     = self.names == toset(["tf-data-a", "tf-data-b"])
      error_message = "Other profiles were found."
    }
  }
}

data "aws_iam_principal_policy_simulation" "own" {
  action_names      = ["s3:GetObject"]
  policy_source_arn = aws_iam_user.ada.arn
  resource_arns     = ["arn:aws:s3:::${var.team}/tf-ada/letter"]
  depends_on        = [aws_iam_user_policy.ada]

  lifecycle {
    postcondition {
      condition     = self.all_allowed
      error_message = "${aws_iam_user.ada.name} may not read its own letter."
    }
  }
}

data "aws_iam_principal_policy_simulation" "secret" {
  action_names      = ["s3:GetObject", "s3:PutObject"]
  policy_source_arn = aws_iam_user.ada.arn
  resource_arns     = ["arn:aws:s3:::${var.team}/tf-ada/secret"]
  depends_on        = [aws_iam_user_policy.ada]

  context {
    key    = "aws:MultiFactorAuthPresent"
    type   = "boolean"
    values = ["false"]
  }

  lifecycle {
    postcondition {
      condition     = { for result in self.results : result.action_name => result.decision } == { "s3:GetObject" = "explicitDeny", "s3:PutObject" = "implicitDeny" }
      error_message = "A secret may be read without a second factor."
    }
  }
}

data "aws_iam_principal_policy_simulation" "role" {
  action_names                       = ["ec2:StartInstances"]
  policy_source_arn                  = aws_iam_role.roles["two"].arn
  additional_policies_json           = [jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "ec2:*", Resource = "*" }] })]
  permissions_boundary_policies_json = [jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })]

  lifecycle {
    postcondition {
      condition     = !self.all_allowed
      error_message = "The boundary does not bind."
    }
  }
}

output "issuer" {
  value = data.aws_iam_session_context.current.issuer_arn
}

output "partition" {
  value = data.aws_partition.current.dns_suffix
}
