terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

# The environment has the keys of a user who may do nothing but assume the role.
provider "aws" {
  region = "us-east-1"

  assume_role {
    role_arn        = "arn:aws:iam::000000000000:role/deploy/tf-deployer"
    session_name    = "terraform"
    external_id     = "for-${var.team}"
    duration        = "15m"
    source_identity = "tf-deploy"
    tags            = { team = var.team }
    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [
        { Effect = "Allow", Action = "iam:*", Resource = "arn:aws:iam::*:group/made/*" },
        { Effect = "Allow", Action = "iam:GetRole", Resource = "*" },
      ]
    })
  }
}

variable "team" {
  type    = string
  default = "blue"
}

data "aws_caller_identity" "current" {
  lifecycle {
    postcondition {
      condition     = self.arn == "arn:aws:sts::000000000000:assumed-role/tf-deployer/terraform"
      error_message = "The provider did not assume the role."
    }
  }
}

data "aws_iam_session_context" "current" {
  arn = data.aws_caller_identity.current.arn

  lifecycle {
    postcondition {
      condition     = self.issuer_name == "tf-deployer" && self.session_name == "terraform"
      error_message = "The session has another issuer."
    }
  }
}

resource "aws_iam_group" "made" {
  name = "tf-made-${var.team}"
  path = "/made/"
}
