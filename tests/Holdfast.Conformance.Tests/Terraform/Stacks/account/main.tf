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

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length        = var.team == "blue" ? 12 : 20
  require_lowercase_characters   = true
  require_uppercase_characters   = true
  require_numbers                = true
  require_symbols                = var.team == "green"
  allow_users_to_change_password = true
  max_password_age               = 90
  password_reuse_prevention      = 5
  hard_expiry                    = var.team == "green"
}

resource "aws_iam_account_alias" "alias" {
  account_alias = "tf-holdfast-${var.team}"
}

resource "aws_iam_security_token_service_preferences" "preferences" {
  global_endpoint_token_version = var.team == "blue" ? "v2Token" : "v1Token"
}

resource "aws_iam_saml_provider" "people" {
  name                   = "tf-people"
  saml_metadata_document = file("${path.module}/saml-${var.team}.xml")
  tags                   = { team = var.team }
}

resource "aws_iam_openid_connect_provider" "builds" {
  url             = "https://token.builds.example.com/tenant"
  client_id_list  = var.team == "blue" ? ["sts.amazonaws.com"] : ["sts.amazonaws.com", "another-client"]
  thumbprint_list = [var.team == "blue" ? "990f4193972f2becf12ddeda5237f9c952f20d9e" : "cf23df2207d99a74fbe169e3eba035e633b65d94"]
  tags            = { team = var.team }
}

data "aws_iam_policy_document" "builds" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.builds.arn]
    }
    condition {
      test     = "StringLike"
      variable = "token.builds.example.com/tenant:sub"
      values   = ["repo:${var.team}/*"]
    }
  }
}

data "aws_iam_policy_document" "people" {
  statement {
    actions = ["sts:AssumeRoleWithSAML", "sts:TagSession"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_saml_provider.people.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "SAML:aud"
      values   = ["https://signin.aws.amazon.com/saml"]
    }
  }
}

resource "aws_iam_role" "builds" {
  name               = "tf-builds"
  assume_role_policy = data.aws_iam_policy_document.builds.json
}

resource "aws_iam_role" "people" {
  name                 = "tf-people"
  assume_role_policy   = data.aws_iam_policy_document.people.json
  max_session_duration = 43200
}

data "aws_iam_account_alias" "alias" {
  depends_on = [aws_iam_account_alias.alias]
}

data "aws_iam_openid_connect_provider" "by_url" {
  url = "https://${aws_iam_openid_connect_provider.builds.url}"

  lifecycle {
    postcondition {
      condition     = self.arn == aws_iam_openid_connect_provider.builds.arn && toset(self.client_id_list) == aws_iam_openid_connect_provider.builds.client_id_list
      error_message = "Another provider was found."
    }
  }
}

data "aws_iam_saml_provider" "people" {
  arn = aws_iam_saml_provider.people.arn

  lifecycle {
    postcondition {
      condition     = self.name == "tf-people" && self.valid_until == aws_iam_saml_provider.people.valid_until
      error_message = "Another provider was found."
    }
  }
}

output "alias" {
  value = data.aws_iam_account_alias.alias.account_alias
}
